import type { MethodDefinition, ServiceDefinition } from '@grpc/grpc-js';
import type { Method, Type } from 'protobufjs';
import type { SampleSchema } from './descriptor-set.ts';

/**
 * A message that is serialised only when its turn to be sent has come. The buffer it gives may
 * be used again by the next one: grpc-js copies it at once.
 */
export interface DeferredMessage {
  readonly byteLength: number;
  readonly serialize: () => Buffer;
}

/**
 * What grpc-js needs to know of a service, taken from the schema.
 *
 * A handler may write a `Buffer` in place of a message: it is sent as it is; or a
 * `DeferredMessage`.
 * @throws when the schema has no such service
 */
export function serviceDefinition(schema: SampleSchema, name: string): ServiceDefinition {
  const service = schema.services.get(name);
  if (!service) throw new Error(`The sample schema has no service ${name}`);
  return Object.fromEntries(
    service.methodsArray.map((method) => [method.name, methodDefinition(name, method)]),
  );
}

function methodDefinition(service: string, method: Method): MethodDefinition<object, object> {
  method.resolve();
  const request = resolved(method.resolvedRequestType, method);
  const response = resolved(method.resolvedResponseType, method);
  return {
    path: `/${service}/${method.name}`,
    requestStream: method.requestStream === true,
    responseStream: method.responseStream === true,
    requestSerialize: serializer(request),
    requestDeserialize: (bytes) => request.decode(bytes),
    responseSerialize: serializer(response),
    responseDeserialize: (bytes) => response.decode(bytes),
  };
}

function serializer(type: Type): (message: object) => Buffer {
  return (message) => {
    if (Buffer.isBuffer(message)) return message;
    if (isDeferred(message)) return message.serialize();
    return type.encode(message).finish() as Buffer;
  };
}

function resolved(type: Type | null, method: Method): Type {
  if (!type) throw new Error(`A type of ${method.fullName} is not in the sample schema`);
  return type;
}

export function isDeferred(message: object): message is DeferredMessage {
  return 'serialize' in message && typeof message.serialize === 'function';
}
