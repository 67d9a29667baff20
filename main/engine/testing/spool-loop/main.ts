import type { Events } from '#app/contract/index.ts';
import { quietEngine } from '../recorded-call.ts';
import { reflection } from '../sources.ts';

/**
 * For tests: `main.js FOLDER ADDRESS` keeps a stream of the sample server in a history, and tells in a line each how
 * many messages came, until it is killed.
 */
const [folder = '', address = ''] = process.argv.slice(2);
const calls = quietEngine().holdCalls({
  folder,
  onProgress: ({ summary }: Events['calls.progress']) =>
    process.stdout.write(`${summary.received}\n`),
});
await calls.start({
  callId: 'endless',
  schema: { target: { address }, sources: reflection },
  method: 'sample.market.v1.Market/Watch',
  metadata: [],
  deadline: '',
  message: '{"symbol":"DPX","count":10000000,"payloadBytes":300}',
});
