import { status } from '@grpc/grpc-js';
import { Failure } from '#app/contract/result.ts';
import type { ReflectionFault } from './protocol.ts';

/** The first fault of what each version of reflection answered that says more than that this version is not there. */
export function otherFault(faults: readonly ReflectionFault[]): ReflectionFault | undefined {
  return faults.find(({ code, ended }) => !ended || code !== status.UNIMPLEMENTED);
}

/** A server that has none of the versions. */
export function noReflection(place: string): Failure {
  return new Failure(
    'no-reflection',
    `${place} has no reflection service`,
    'Add the .proto files that define its services: Add schema in the window, --proto on the command line',
  );
}
