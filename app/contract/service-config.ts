import * as v from 'valibot';
import { statusNames } from './status.ts';

const seconds = v.pipe(
  v.string('expected a time such as "0.5s"'),
  v.regex(/^\d+(\.\d{1,9})?s$/, 'expected a time such as "0.5s"'),
);

const attempts = v.pipe(
  v.number('expected a whole number of at least 2'),
  v.integer('expected a whole number of at least 2'),
  v.minValue(2, 'expected a whole number of at least 2'),
);

const positive = v.pipe(
  v.number('expected a number above 0'),
  v.gtValue(0, 'expected a number above 0'),
);

const bytes = v.optional(v.number('expected a number of bytes'));

const code = v.custom<string | number>(
  (value) =>
    statusNames.some(
      (name, number) =>
        value === number || (typeof value === 'string' && value.toUpperCase() === name),
    ),
  'expected the name or number of a status, such as "UNAVAILABLE"',
);

function object<Entries extends v.ObjectEntries>(entries: Entries) {
  const expected = 'expected an object with what a service config has here';
  return v.pipe(
    v.custom<object>((value) => !Array.isArray(value), expected),
    v.strictObject(entries, ({ expected: needed }) =>
      needed === 'never' ? 'a service config has nothing of this name here' : expected,
    ),
  );
}

const list = 'expected a list';

const name = v.pipe(
  object({
    service: v.optional(v.string('expected a name such as "pkg.Service"')),
    method: v.optional(v.string('expected the name of a method')),
  }),
  v.check(({ service, method }) => !method || !!service, 'a method needs its service'),
);

const methodConfig = v.pipe(
  object({
    name: v.array(
      name,
      'expected a list of names, such as [{"service": "pkg.Service"}], or [{}] for all',
    ),
    timeout: v.optional(seconds),
    waitForReady: v.optional(v.boolean('expected true or false')),
    maxRequestMessageBytes: bytes,
    maxResponseMessageBytes: bytes,
    // grpc-js has names of its own for these.
    maxRequestBytes: bytes,
    maxResponseBytes: bytes,
    retryPolicy: v.optional(
      object({
        maxAttempts: attempts,
        initialBackoff: seconds,
        maxBackoff: seconds,
        backoffMultiplier: positive,
        retryableStatusCodes: v.pipe(v.array(code, list), v.minLength(1, 'expected at least one')),
      }),
    ),
    hedgingPolicy: v.optional(
      object({
        maxAttempts: attempts,
        hedgingDelay: v.optional(seconds),
        nonFatalStatusCodes: v.optional(v.array(code, list)),
      }),
    ),
  }),
  v.check(
    ({ retryPolicy, hedgingPolicy }) => retryPolicy === undefined || hedgingPolicy === undefined,
    'retryPolicy and hedgingPolicy do not go together',
  ),
);

const policy = v.pipe(
  v.record(v.string(), v.unknown(), 'expected an object with the name of one policy'),
  v.check(
    (config) => Object.keys(config).length === 1,
    'expected an object with the name of one policy, such as {"round_robin": {}}',
  ),
);

/** A gRPC service config as `grpc/service_config/service_config.proto` has it, in JSON. */
const serviceConfig = object({
  loadBalancingPolicy: v.optional(v.string('expected the name of a policy')),
  loadBalancingConfig: v.optional(v.array(policy, list)),
  methodConfig: v.optional(v.array(methodConfig, list)),
  retryThrottling: v.optional(
    object({
      maxTokens: v.pipe(positive, v.maxValue(1000, 'expected a number from 0 to 1000')),
      tokenRatio: positive,
    }),
  ),
  healthCheckConfig: v.optional(v.unknown()),
});
export type ServiceConfig = v.InferOutput<typeof serviceConfig>;

/** What is wrong with a service config, and where: keys of objects, and indices of lists. */
export interface ServiceConfigFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** The value as a service config, or the first of what is wrong with it. */
export function asServiceConfig(value: unknown): ServiceConfig | { fault: ServiceConfigFault } {
  const parsed = v.safeParse(serviceConfig, value);
  if (parsed.success) return parsed.output;
  const [{ path = [], message }] = parsed.issues;
  const keys = path.map(({ key }) => (typeof key === 'number' ? key : String(key)));
  return { fault: { path: keys, message } };
}
