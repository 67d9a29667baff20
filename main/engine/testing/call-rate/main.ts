import { quietEngine } from '../recorded-call.ts';
import { reflection } from '../sources.ts';
import { bareCaller } from './bare-caller.ts';
import { type Caller, measure, talkPath, talkText, unaryPath, unaryText } from './rate.ts';

/**
 * `main.js duplex|bare sequential|in-flight|ping-pong ADDRESS` calls the sample server, through the
 * engine or with grpc-js alone, and prints how many milliseconds 1,000 calls or round trips take.
 */
const [, , side = '', kind = '', address = ''] = process.argv;

function engineCaller(): Caller {
  const engine = quietEngine();
  const common = {
    schema: { target: { address }, sources: reflection },
    metadata: [],
    deadline: '',
  };
  return {
    async unary() {
      const call = await engine.call(
        { ...common, method: unaryPath, message: unaryText },
        () => {},
      );
      await call.ended;
    },
    async openTalk() {
      let answered = () => {};
      const call = await engine.call({ ...common, method: talkPath }, ({ type }) => {
        if (type === 'received') answered();
      });
      return () =>
        new Promise((resolve, reject) => {
          answered = resolve;
          call.send(talkText).catch(reject);
        });
    },
    close: () => engine.close(),
  };
}

const caller = side === 'duplex' ? engineCaller() : bareCaller(address);
process.stdout.write(`${await measure(caller, kind)}\n`);
await caller.close();
process.exit(0);
