import { fileURLToPath } from 'node:url';
import type { SchemaRef } from '#app/contract/schema.ts';
import {
  type SampleServer,
  type SampleServerOptions,
  startSampleServer,
} from '#samples/server/start-sample-server.ts';

const protoRoot = fileURLToPath(new URL('../../../proto-samples/protos', import.meta.url));

/** What protoc makes of the samples, with imports and source information. */
const samplesSet = fileURLToPath(new URL('../../../proto-samples/samples.binpb', import.meta.url));

/** The samples' schema without a word to the server. */
export const sampleSet = {
  protos: [],
  importPaths: [],
  descriptorSets: [samplesSet],
  reflection: false,
} satisfies SchemaRef['sources'];

/** The sample server with one of the ways a schema can be had; each engine suite runs over all. */
export interface SourceCase {
  readonly name: string;
  readonly server: SampleServerOptions;
  readonly sources: SchemaRef['sources'];
}

export const sourceCases: readonly SourceCase[] = [
  {
    name: 'reflection v1',
    server: { reflection: 'v1' },
    sources: { protos: [], importPaths: [], descriptorSets: [], reflection: true },
  },
  {
    name: 'reflection v1alpha',
    server: { reflection: 'v1alpha' },
    sources: { protos: [], importPaths: [], descriptorSets: [], reflection: true },
  },
  {
    name: 'a folder of .proto files',
    server: { reflection: 'none' },
    sources: {
      protos: [protoRoot],
      importPaths: [protoRoot],
      descriptorSets: [],
      reflection: false,
    },
  },
  {
    name: 'files and reflection',
    server: {},
    sources: {
      protos: ['sample/greeter/v1/greeter.proto'],
      importPaths: [protoRoot],
      descriptorSets: [],
      reflection: true,
    },
  },
  {
    name: 'a descriptor set',
    server: { reflection: 'none' },
    sources: sampleSet,
  },
];

export const reflection = {
  protos: [],
  importPaths: [],
  descriptorSets: [],
  reflection: true,
} satisfies SchemaRef['sources'];

/** Starts the sample server as the case wants it. The caller closes it. */
export async function startCase(
  source: SourceCase,
): Promise<{ readonly server: SampleServer; readonly schema: SchemaRef }> {
  const server = await startSampleServer(source.server);
  return { server, schema: { target: { address: server.address }, sources: source.sources } };
}
