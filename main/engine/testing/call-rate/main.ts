import { measure } from './rate.ts';

/**
 * `main.js duplex|bare sequential|in-flight|ping-pong ADDRESS` calls the sample server, through the
 * engine or with grpc-js alone, and prints as JSON how many milliseconds 1,000 calls or round trips take.
 */
const [, , side = '', kind = '', address = ''] = process.argv;

// Each is loaded alone: what the engine observes of HTTP/2 must not weigh on the other side.
const caller =
  side === 'duplex'
    ? (await import('./engine-caller.ts')).engineCaller(address)
    : (await import('./bare-caller.ts')).bareCaller(address);
process.stdout.write(`${JSON.stringify(await measure(caller, kind))}\n`);
await caller.close();
process.exit(0);
