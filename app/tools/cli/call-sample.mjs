// `call-sample.mjs LOADER` makes one call of the sample server with that command line.
import { execute } from '../execute.mjs';
import { sampleServer } from '../sample-process.mjs';

const [, , loader = ''] = process.argv;
const call = [
  'call',
  await sampleServer(),
  'sample.greeter.v1.Greeter/SayHello',
  '-d',
  '{"name":"Ada"}',
];
const { status } = await execute(process.execPath, [loader, ...call]);
process.exit(status ?? 1);
