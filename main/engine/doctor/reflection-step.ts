import { status } from '@grpc/grpc-js';
import type { MetadataPairs } from '#app/contract/calls.ts';
import type { AppError } from '#app/contract/result.ts';
import { counted } from '#app/core/counted.ts';
import { printable } from '#app/core/printable.ts';
import { statusName } from '#app/core/status.ts';
import { targetPlace } from '#app/core/target.ts';
import type { OpenChannel } from '../channels/channel.ts';
import type { Found } from '../channels/probe/steps.ts';
import { Conversation } from '../schema/reflection/conversation.ts';
import type { ReflectionFault } from '../schema/reflection/protocol.ts';
import { giveMetadata } from './give-metadata.ts';

const limits = { answerMs: 5000, totalMs: 5000, mostBytes: 4 * 1024 * 1024 };

/** So many services are named. */
const mostShown = 10;

/** Asks for the list of services: v1, then v1alpha. A server without reflection is one all the same. */
export async function reflectionStep(
  channel: OpenChannel,
  metadata: MetadataPairs,
  signal: AbortSignal | undefined,
): Promise<Found<null>> {
  const place = targetPlace(channel.target);
  const faults: ReflectionFault[] = [];
  for (const version of ['v1', 'v1alpha'] as const) {
    const conversation = new Conversation(channel, version, metadata, limits);
    const stop = (): void => conversation.close();
    signal?.addEventListener('abort', stop);
    const answer = await conversation.ask({ listServices: '*' });
    signal?.removeEventListener('abort', stop);
    conversation.close();
    signal?.throwIfAborted();
    if (answer.kind === 'services') return listed(place, version, answer.names);
    faults.push(answer.kind === 'fault' ? answer : unasked);
    if (faults[0]?.code !== status.UNIMPLEMENTED) break;
  }
  const fault = faults.find(({ code, ended }) => !ended || code !== status.UNIMPLEMENTED);
  return {
    value: null,
    summary: `${place} does not tell its schema`,
    warning: fault === undefined ? noReflection(channel) : refused(channel, fault),
  };
}

const unasked: ReflectionFault = {
  kind: 'fault',
  code: status.UNKNOWN,
  reason: 'it answered something else than what it was asked',
  ended: false,
};

function listed(place: string, version: string, names: readonly string[]): Found<null> {
  const shown = names.slice(0, mostShown).map((name) => printable(name).slice(0, 100));
  const more = names.length > mostShown ? ` and ${names.length - mostShown} more` : '';
  return {
    value: null,
    summary: `${place} lists ${counted(names.length, 'service')} (reflection ${version})`,
    facts: [
      ['Version', version],
      ['Services', shown.join(', ') + more],
    ],
  };
}

function noReflection({ target, face }: OpenChannel): AppError {
  return {
    code: 'no-reflection',
    message: `${targetPlace(target)} has no reflection service`,
    hint: `Add the .proto files that define its services: ${face.protoFiles}`,
  };
}

function refused(
  { target, face }: OpenChannel,
  { code, reason, ended }: ReflectionFault,
): AppError {
  return {
    code: 'status',
    status: code,
    message: `The reflection of ${targetPlace(target)} ${ended ? 'ended with' : 'does not list its services:'} ${statusName(code)} ${code}: ${printable(reason).slice(0, 300)}`,
    hint: giveMetadata(code, face) ?? 'Add the .proto files that define its services',
  };
}
