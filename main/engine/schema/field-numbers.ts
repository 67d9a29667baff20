/** The largest that a field of a message may have, but in a message set. */
export const MAX_FIELD_NUMBER = 536870911;
