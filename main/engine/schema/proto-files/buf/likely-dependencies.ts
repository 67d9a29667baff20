import type { BufDependency } from './module.ts';

/** Modules whose files have names of their own; some of those come with Duplex. */
const known: ReadonlyMap<string, readonly string[]> = new Map([
  ['buf.build/googleapis/googleapis', ['google/', 'grafeas/']],
  ['buf.build/protocolbuffers/wellknowntypes', ['google/protobuf/']],
  ['buf.build/bufbuild/protovalidate', ['buf/validate/']],
  ['buf.build/envoyproxy/protoc-gen-validate', ['validate/']],
]);

/** Which of the modules an import may be of. */
export function likelyDependencies(
  name: string,
  dependencies: readonly BufDependency[],
): readonly BufDependency[] {
  const holders = dependencies.filter((one) =>
    known.get(one.name)?.some((start) => name.startsWith(start)),
  );
  return holders.length > 0 ? holders : dependencies.filter((one) => !known.has(one.name));
}
