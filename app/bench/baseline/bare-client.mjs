import { fileURLToPath } from 'node:url';
import { Client, credentials, Metadata } from '@grpc/grpc-js';
import protobuf from 'protobufjs';

/**
 * grpc-js and protobufjs, and nothing else: `bare-client.mjs ADDRESS METHOD SIZE COUNT` receives a stream of
 * flood.proto, or makes so many calls in turn when the method is `Ask`, decodes each message, and prints how many
 * there were in a second. Duplex asks for the same window of flow control.
 */
const [, , address = '', method = '', size = '', count = ''] = process.argv;
const file = fileURLToPath(new URL('../flood.proto', import.meta.url));
const service = protobuf.loadSync(file).lookupService('bench.v1.Flood');
service.resolveAll();
const { resolvedRequestType, resolvedResponseType } = service.methods[method] ?? {};
if (!resolvedRequestType || !resolvedResponseType) throw new Error(`There is no ${method}`);

const windowBytes = 1024 * 1024;
const client = new Client(address, credentials.createInsecure(), {
  'grpc-node.flow_control_window': windowBytes,
  'grpc.max_receive_message_length': -1,
});
const path = `/bench.v1.Flood/${method}`;
const encode = (/** @type {object} */ asked) =>
  Buffer.from(resolvedRequestType.encode(asked).finish());
const decode = (/** @type {Buffer} */ bytes) => resolvedResponseType.decode(bytes);
const request = { count: Number(count), size: Number(size) };

const stream = async () => {
  let received = 0;
  const call = client.makeServerStreamRequest(path, encode, decode, request);
  call.on('data', () => {
    received += 1;
  });
  await new Promise((resolve, reject) => call.on('end', resolve).on('error', reject));
  return received;
};

const ask = () =>
  new Promise((resolve, reject) =>
    client.makeUnaryRequest(path, encode, decode, request, new Metadata(), (error, answer) =>
      error ? reject(error) : resolve(answer),
    ),
  );

const asks = async () => {
  for (let made = 0; made < request.count; made += 1) await ask();
  return request.count;
};

await new Promise((resolve) => client.waitForReady(Date.now() + 10_000, resolve));
// Calls are counted once they are as fast as they become.
if (method === 'Ask') await asks();
const since = performance.now();
const received = await (method === 'Ask' ? asks() : stream());
process.stdout.write(`${(received * 1000) / (performance.now() - since)}\n`);
process.exit(0);
