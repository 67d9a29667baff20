/**
 * Thrown where bytes are too odd to be written straight away, or wrong: what becomes of them is for the
 * whole decoder to say. One object, since a hostile stream may bring it up for each message.
 */
export const handOver = new Error('left to the decoder');
