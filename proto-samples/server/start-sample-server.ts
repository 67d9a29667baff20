import { Server, ServerCredentials } from '@grpc/grpc-js';
import { chat } from './chat.ts';
import { loadSampleSchema, type SampleSchema } from './descriptor-set.ts';
import { embeddings } from './embeddings.ts';
import { greeter } from './greeter.ts';
import { HEALTH_SERVICE, Health, type ServingStatus } from './health.ts';
import { market, type OnWatchStopped } from './market.ts';
import { REFLECTION_SERVICES, reflection } from './reflection.ts';
import { sendAhead } from './send-ahead.ts';
import { serviceDefinition } from './service-definition.ts';
import { telemetry } from './telemetry.ts';
import { type TemporaryFile, writeTemporaryFile } from './temporary-file.ts';
import { prepareTls, type TlsOptions } from './tls-options.ts';
import { ECHO_SERVICE, echoDefinition, typesEcho } from './types-echo.ts';

export interface SampleServerOptions {
  /** The port to listen on; default 0, a free one. */
  readonly port?: number;
  /** The address to listen on; default 127.0.0.1. */
  readonly host?: string;
  /** Which versions of server reflection are offered; default both. */
  readonly reflection?: 'both' | 'v1' | 'v1alpha' | 'none';
  /** Whether grpc.health.v1.Health is offered, and its List too; default true. */
  readonly health?: boolean | 'without-list';
  /** Default false: plaintext. `true` makes a certificate for localhost, 127.0.0.1 and ::1. */
  readonly tls?: boolean | TlsOptions;
  /** Told when a stream of Market.Watch has stopped, and after how many messages. */
  readonly onWatchStopped?: OnWatchStopped;
}

/** A running sample server. */
export interface SampleServer {
  /** `grpc://HOST:PORT`, or `grpcs://HOST:PORT` with TLS. */
  readonly address: string;
  readonly port: number;
  /** With TLS: the file, PEM, of the certificate authority to trust. `close` removes it. */
  readonly ca?: string;
  /** Changes what the health service answers; the empty name is the server as a whole. */
  setHealth(service: string, status: ServingStatus): void;
  /** How many streams watch the health of something. */
  readonly healthWatches: number;
  /** Ends all calls and connections at once and frees the port. May be called again. */
  close(): Promise<void>;
}

/**
 * Starts the sample server in this process.
 * @throws (rejects) when the port is taken, or a given certificate is not one
 */
export async function startSampleServer(options: SampleServerOptions = {}): Promise<SampleServer> {
  const host = options.host ?? '127.0.0.1';
  const tls = options.tls ? prepareTls(options.tls) : undefined;
  const server = new Server({ ...LIMITS, interceptors: [sendAhead] });
  const health = addServices(server, loadSampleSchema(), options);
  const bracketed = host.includes(':') ? `[${host}]` : host;
  const credentials = tls?.credentials ?? ServerCredentials.createInsecure();
  const port = await bind(server, `${bracketed}:${options.port ?? 0}`, credentials);
  const ca: TemporaryFile | undefined = tls?.ca ? writeTemporaryFile('ca.pem', tls.ca) : undefined;
  return {
    address: `${tls ? 'grpcs' : 'grpc'}://${bracketed}:${port}`,
    port,
    ...(ca && { ca: ca.path }),
    get healthWatches() {
      return health.watches;
    },
    setHealth: (service, status) => health.set(service, status),
    close: async () => {
      server.forceShutdown();
      ca?.remove();
    },
  };
}

/** As large as the largest message that Duplex takes by default. */
const LIMITS = {
  'grpc.max_receive_message_length': 512 * 1024 * 1024,
  'grpc.max_send_message_length': -1,
};

function addServices(server: Server, schema: SampleSchema, options: SampleServerOptions): Health {
  const greetingRefused = schema.types.get('sample.greeter.v1.GreetingRefused');
  if (!greetingRefused) throw new Error('The sample schema lacks GreetingRefused');
  const implementations = {
    'sample.chat.v1.Chat': chat(),
    'sample.greeter.v1.Greeter': greeter(greetingRefused),
    'sample.inference.v1.Embeddings': embeddings(),
    'sample.market.v1.Market': market(options.onWatchStopped ?? (() => undefined)),
    'sample.telemetry.v1.Telemetry': telemetry(),
  };
  const services = Object.keys(implementations);
  for (const [name, implementation] of Object.entries(implementations)) {
    server.addService(serviceDefinition(schema, name), implementation);
  }
  server.addService(echoDefinition(schema), typesEcho());
  services.push(ECHO_SERVICE);

  const health = new Health(['', ...services]);
  const offered = options.health ?? true;
  if (offered !== false) {
    const implementation = health.implementation(offered === true);
    server.addService(serviceDefinition(schema, HEALTH_SERVICE), implementation);
    services.push(HEALTH_SERVICE);
  }
  const versions = REFLECTION_SERVICES[options.reflection ?? 'both'];
  for (const name of versions) {
    const implementation = reflection(schema, [...services, ...versions]);
    server.addService(serviceDefinition(schema, name), implementation);
  }
  return health;
}

function bind(server: Server, address: string, credentials: ServerCredentials): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, credentials, (error, port) => {
      if (error) reject(new Error(`Cannot listen on ${address}: ${error.message}`));
      else resolve(port);
    });
  });
}
