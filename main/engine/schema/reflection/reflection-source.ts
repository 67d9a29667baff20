import { status } from '@grpc/grpc-js';
import type { MetadataPairs } from '#app/contract/calls.ts';
import { Failure } from '#app/contract/result.ts';
import type { Diagnostic } from '#app/contract/schema.ts';
import { statusName } from '#app/core/status.ts';
import { targetPlace } from '#app/core/target.ts';
import type { OpenChannel } from '#engine/channels/channel.ts';
import type { OnProgress } from '../progress.ts';
import type { LoadedSource, LookUp, SchemaSource } from '../source.ts';
import { Conversation, type ConversationLimits, closing, defaultLimits } from './conversation.ts';
import { FileCollector } from './file-collector.ts';
import { noReflection, otherFault } from './no-reflection.ts';
import type { ReflectionFault, ReflectionVersion } from './protocol.ts';

/** No server has more; a list that is longer is cut. */
const mostServices = 20_000;
const tellMs = 100;

/** What of a server's schema is asked for by name. */
interface Named {
  /** Services that are enough, where the server has one of them. */
  readonly only?: readonly string[] | undefined;
  /** Whatever else is wanted, where the server has it. */
  readonly symbols?: readonly string[] | undefined;
}

/**
 * The schema a server tells about itself: `grpc.reflection.v1`, and `v1alpha` where that is not to be
 * had. What the server leaves out, cannot give or gives wrong becomes a diagnostic.
 */
export function createReflectionSource(
  open: (signal: AbortSignal) => Promise<OpenChannel>,
  metadata: MetadataPairs,
  limits: ConversationLimits = defaultLimits,
  named: Named = {},
): SchemaSource {
  return {
    kind: 'reflection',
    title: 'Server reflection',
    paths: [],
    async load(signal, onProgress) {
      const channel = await open(signal);
      const faults: ReflectionFault[] = [];
      for (const version of ['v1', 'v1alpha'] as const) {
        const conversation = new Conversation(channel, version, metadata, limits);
        const loaded = await closing(conversation, signal, () =>
          load(conversation, version, named, onProgress),
        );
        // What came until then is not the schema.
        signal.throwIfAborted();
        if (!('kind' in loaded)) {
          const talk = (channel: OpenChannel) =>
            new Conversation(channel, version, metadata, limits);
          return { ...loaded, lookUp: lookUpOver(async (own) => talk(await open(own))) };
        }
        faults.push(loaded);
        // Whoever says nothing is not asked twice.
        if (loaded.code === status.DEADLINE_EXCEEDED) break;
      }
      throw refused(channel, faults);
    },
  };
}

/** Whoever answers so answers nothing else either. */
const finalCodes: ReadonlySet<number> = new Set([
  status.UNAVAILABLE,
  status.DEADLINE_EXCEEDED,
  status.UNAUTHENTICATED,
]);

function isFinal({ code, found }: ReflectionFault): boolean {
  return finalCodes.has(code) || found?.isForeign === true;
}

/** All that can be had, or why the services cannot even be listed. */
async function load(
  conversation: Conversation,
  version: ReflectionVersion,
  { only = [], symbols = [] }: Named,
  onProgress: OnProgress = () => {},
): Promise<LoadedSource | ReflectionFault> {
  const listed = await serviceNames(conversation);
  const collector = new FileCollector(undefined, everySoOften(onProgress));
  const fault = 'kind' in listed ? listed : undefined;
  if (fault !== undefined && isFinal(fault)) return fault;
  const names = 'kind' in listed ? [] : listed;
  const enough = new Set(names.filter((name) => only.includes(name)));
  for (const name of only)
    if (!enough.has(name) && (await collector.collectNamed(conversation, [name]))) enough.add(name);
  const services = [...new Set(enough.size > 0 ? enough : names)].slice(0, mostServices);
  await collector.collect(conversation, services);
  for (const symbol of symbols) await collector.collectNamed(conversation, scopesOf(symbol));
  const { files, diagnostics } = collector.settled();
  if (fault !== undefined && files.length === 0) return fault;
  return {
    files,
    diagnostics: [
      ...diagnostics,
      ...cutShort(conversation),
      ...tooMany(names),
      ...(fault === undefined ? [] : notListed(fault)),
    ],
    ...(fault === undefined && { services }),
    reflection: version,
  };
}

async function serviceNames(
  conversation: Conversation,
): Promise<readonly string[] | ReflectionFault> {
  const listed = await conversation.ask({ listServices: '*' });
  if (listed.kind === 'fault') return listed;
  if (listed.kind === 'services') return listed.names.filter((name) => name !== '');
  const reason = 'it answers something else';
  return { kind: 'fault', code: status.UNKNOWN, reason, ended: false };
}

/** A symbol and all that it may be in, the innermost first: not every server knows fields and methods. */
function scopesOf(symbol: string): string[] {
  const parts = symbol.split('.');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('.'));
}

function everySoOften(onProgress: OnProgress): (found: number) => void {
  let told = 0;
  return (found) => {
    if (performance.now() - told < tellMs) return;
    told = performance.now();
    onProgress('finding', found, found);
  };
}

/** Each look-up is a conversation of its own: they are far between. */
function lookUpOver(open: (signal: AbortSignal) => Promise<Conversation>): LookUp {
  return async (symbols, known) => {
    const { signal } = new AbortController();
    const conversation = await open(signal);
    const collector = new FileCollector(known);
    await closing(conversation, signal, () => collector.collect(conversation, symbols));
    return collector.settled().files;
  };
}

function cutShort({ over }: Conversation): readonly Diagnostic[] {
  if (over === undefined) return [];
  const message = `The server's reflection was not asked to the end: ${over.reason}`;
  const hint = 'Refresh the schema, or add the .proto files';
  return [{ severity: 'warning', message, hint, lacks: [] }];
}

function notListed({ reason }: ReflectionFault): readonly Diagnostic[] {
  const message = `The server's reflection does not list its services: ${reason}`;
  return [{ severity: 'warning', message, hint: 'What it is asked for by name is here' }];
}

function tooMany(names: readonly string[]): readonly Diagnostic[] {
  if (names.length <= mostServices) return [];
  const message = `The server's reflection lists ${names.length} services; ${mostServices} are shown`;
  return [{ severity: 'warning', message, lacks: names.slice(mostServices) }];
}

/** What ends so has failed, whatever metadata it gets. */
const brokenCodes: ReadonlySet<number> = new Set([status.INTERNAL, status.RESOURCE_EXHAUSTED]);

/** What both versions say: that neither is there, or the first other reason. */
function refused(channel: OpenChannel, faults: readonly ReflectionFault[]): Failure {
  const place = targetPlace(channel.target);
  const fault = otherFault(faults);
  if (fault === undefined) return noReflection(channel);
  if (!fault.ended)
    return new Failure(
      'schema-invalid',
      `The reflection of ${place} does not list its services: ${fault.reason}`,
      'Ask for a service or another symbol by its full name, or add the .proto files',
    );
  const { found } = fault;
  if (found?.isForeign === true)
    return new Failure('status', found.message, found.hint, { status: fault.code });
  if (fault.isSilent === true)
    return new Failure(
      'status',
      `${place} did not tell its schema: its reflection gave ${fault.reason}`,
      'It may be starting, or stuck: try again, or add the .proto files',
      { status: fault.code },
    );
  const code = fault.code === status.OK ? status.UNKNOWN : fault.code;
  return new Failure(
    'status',
    `The reflection of ${place} ended with ${statusName(fault.code)} ${fault.code}: ${found?.message ?? fault.reason}`,
    found?.hint ?? (brokenCodes.has(code) ? addFiles : giveMetadata),
    { status: code },
  );
}

const addFiles = 'Add the .proto files that define its services';
const giveMetadata =
  'If it wants metadata, such as authorization, give it; else add the .proto files';
