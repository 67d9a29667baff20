import { quietEngine } from '../recorded-call.ts';
import { reflection } from '../sources.ts';
import { type Caller, talkPath, talkText, unaryPath, unaryText } from './rate.ts';

/** Calls through the engine. */
export function engineCaller(address: string): Caller {
  const engine = quietEngine();
  const schema = { target: { address }, sources: reflection };
  return {
    async unary() {
      const call = await engine.call(
        { schema, metadata: [], deadline: '', method: unaryPath, message: unaryText },
        () => {},
      );
      await call.ended;
    },
    async openTalk() {
      let answered = () => {};
      const call = await engine.call(
        { schema, metadata: [], deadline: '', method: talkPath },
        ({ type }) => {
          if (type === 'received') answered();
        },
      );
      return () =>
        new Promise((resolve, reject) => {
          answered = resolve;
          call.send(talkText).catch(reject);
        });
    },
    close: () => engine.close(),
  };
}
