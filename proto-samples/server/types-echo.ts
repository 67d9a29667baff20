import type {
  handleUnaryCall,
  ServiceDefinition,
  UntypedServiceImplementation,
} from '@grpc/grpc-js';
import type { SampleSchema } from './descriptor-set.ts';
import { serviceDefinition } from './service-definition.ts';

export const ECHO_SERVICE = 'sample.types.v1.Types';

/**
 * The definition of sample.types.v1.Types, whose requests stay bytes: what comes back is what
 * was sent, bit for bit, unknown fields and presence included. What does not decode is refused.
 */
export function echoDefinition(schema: SampleSchema): ServiceDefinition {
  const methods = Object.entries(serviceDefinition(schema, ECHO_SERVICE));
  return Object.fromEntries(
    methods.map(([name, method]) => {
      const requestDeserialize = (bytes: Buffer): Buffer => {
        method.requestDeserialize(bytes);
        return bytes;
      };
      return [name, { ...method, requestDeserialize }];
    }),
  );
}

/** sample.types.v1.Types */
export function typesEcho(): UntypedServiceImplementation {
  return { Echo: echo, EchoLegacy: echo, EchoModern: echo };
}

const echo: handleUnaryCall<Buffer, Buffer> = (call, callback) => callback(null, call.request);
