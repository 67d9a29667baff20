import { Failure } from '#app/contract/result.ts';
import { targetPlace } from '#app/core/target.ts';
import type { OpenChannel } from '#engine/channels/channel.ts';
import { isMissing, type ReflectionFault } from './protocol.ts';

/** The first fault of what each version of reflection answered that says more than that this version is not there. */
export function otherFault(faults: readonly ReflectionFault[]): ReflectionFault | undefined {
  return faults.find((one) => !isMissing(one));
}

/** A server that has none of the versions. */
export function noReflection({ target, face }: OpenChannel): Failure {
  return new Failure(
    'no-reflection',
    `${targetPlace(target)} has no reflection service`,
    `Add the .proto files that define its services: ${face.protoFiles}`,
  );
}
