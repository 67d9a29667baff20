import descriptor from 'protobufjs/ext/descriptor.js';
import { linkFiles } from '#engine/schema/link/link.ts';
import { parseFile } from '#engine/schema/parse/parse-file.ts';
import { startReflectionServer } from '#engine/testing/reflection-server.ts';

/** A server whose reflection tells of one `.proto` file, which may become another. */
interface ChangingServer {
  readonly address: string;
  /** From now on it has the services of this text, in package `shop`. */
  serve(text: string): void;
  close(): void;
}

export async function startChangingServer(text: string): Promise<ChangingServer> {
  const services: string[] = [];
  let file: readonly Uint8Array[] = [];
  function serve(body: string): void {
    const { files } = linkFiles([
      parseFile('shop.proto', `syntax = "proto3"; package shop; ${body}`),
    ]);
    file = files.map((one) => descriptor.FileDescriptorProto.encode(one).finish());
    const names = files.flatMap(({ service }) => service ?? []).map(({ name }) => `shop.${name}`);
    services.splice(0, services.length, ...names);
  }
  serve(text);
  const server = await startReflectionServer({
    services,
    bySymbol: () => file,
    byName: () => file,
  });
  return { address: server.address, serve, close: server.close };
}
