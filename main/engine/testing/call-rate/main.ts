import { createInterface } from 'node:readline';
import { measuring } from './rate.ts';

/**
 * `main.js duplex|bare sequential|in-flight|ping-pong ADDRESS` calls the sample server, through the
 * engine or with grpc-js alone: as many times as each line of its input says, and prints as JSON how many
 * milliseconds that took.
 */
const [, , side = '', kind = '', address = ''] = process.argv;

// Each is loaded alone: what the engine observes of HTTP/2 must not weigh on the other side.
const caller =
  side === 'duplex'
    ? (await import('./engine-caller.ts')).engineCaller(address)
    : (await import('./bare-caller.ts')).bareCaller(address);
const measure = await measuring(caller, kind);
for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(`${JSON.stringify(await measure(Number(line)))}\n`);
await caller.close();
process.exit(0);
