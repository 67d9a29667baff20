import { status } from '@grpc/grpc-js';
import type { MetadataPairs } from '#app/contract/calls.ts';
import type { AppError } from '#app/contract/result.ts';
import { counted } from '#app/core/counted.ts';
import { printable } from '#app/core/printable.ts';
import { statusName } from '#app/core/status.ts';
import { targetPlace } from '#app/core/target.ts';
import type { OpenChannel } from '../channels/channel.ts';
import type { Found } from '../channels/probe/steps.ts';
import { Conversation, closing } from '../schema/reflection/conversation.ts';
import { noReflection, otherFault } from '../schema/reflection/no-reflection.ts';
import type { ReflectionFault } from '../schema/reflection/protocol.ts';
import { giveMetadata } from './give-metadata.ts';

const longestMs = 5000;
const mostBytes = 4 * 1024 * 1024;

/** So many services are named. */
const mostShown = 10;

/**
 * Asks for the list of services: v1, then v1alpha. A server without reflection is one all the same. Its value:
 * whether the server says that it has none.
 */
export async function reflectionStep(
  channel: OpenChannel,
  metadata: MetadataPairs,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Found<boolean>> {
  const ms = Math.min(longestMs, Math.ceil(timeoutMs / 10) * 10);
  const limits = { answerMs: ms, totalMs: ms, mostBytes, mostMessage: mostBytes };
  const place = targetPlace(channel.target);
  const faults: ReflectionFault[] = [];
  for (const version of ['v1', 'v1alpha'] as const) {
    const conversation = new Conversation(channel, version, metadata, limits);
    const answer = await closing(conversation, signal, () =>
      conversation.ask({ listServices: '*' }),
    );
    signal?.throwIfAborted();
    if (answer.kind === 'services') return listed(place, version, answer.names);
    faults.push(answer.kind === 'fault' ? answer : unasked);
    if (faults[0]?.code !== status.UNIMPLEMENTED) break;
  }
  const fault = otherFault(faults);
  return {
    value: fault === undefined,
    summary: `${place} does not tell its schema`,
    warning: fault === undefined ? noReflection(channel).error : refused(channel, fault),
  };
}

const unasked: ReflectionFault = {
  kind: 'fault',
  code: status.UNKNOWN,
  reason: 'it answered something else than what it was asked',
  ended: false,
};

function listed(place: string, version: string, names: readonly string[]): Found<boolean> {
  const shown = names.slice(0, mostShown).map((name) => printable(name).slice(0, 100));
  const more = names.length > mostShown ? ` and ${names.length - mostShown} more` : '';
  return {
    value: false,
    summary: `${place} lists ${counted(names.length, 'service')} (reflection ${version})`,
    facts: [
      ['Version', version],
      ['Services', shown.join(', ') + more],
    ],
  };
}

function refused(
  { target, face }: OpenChannel,
  { code, reason, ended, found }: ReflectionFault,
): AppError {
  const why = found === undefined ? printable(reason).slice(0, 300) : found.message;
  const how = ended ? 'ended with' : 'does not list its services:';
  const whole = `The reflection of ${targetPlace(target)} ${how} ${statusName(code)} ${code}: ${why}`;
  return {
    code: 'status',
    status: code,
    message: found?.isForeign === true ? why : whole,
    hint: found === undefined ? (giveMetadata(code, face) ?? addFiles) : (found.hint ?? addFiles),
  };
}

const addFiles = 'Add the .proto files that define its services';
