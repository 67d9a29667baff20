import {
  type handleServerStreamingCall,
  type handleUnaryCall,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { richError } from './rich-status.ts';

export const HEALTH_SERVICE = 'grpc.health.v1.Health';

/** grpc.health.v1.HealthCheckResponse.ServingStatus, but for the one that is only answered. */
export type ServingStatus = 'UNKNOWN' | 'SERVING' | 'NOT_SERVING';

const NUMBERS = { UNKNOWN: 0, SERVING: 1, NOT_SERVING: 2 } as const;
const SERVICE_UNKNOWN = 3;

interface HealthCheckRequest {
  readonly service: string;
}

interface HealthCheckResponse {
  readonly status: number;
}

interface HealthListResponse {
  readonly statuses: { readonly [service: string]: HealthCheckResponse };
}

/**
 * The states of services, and grpc.health.v1.Health over them
 * (https://github.com/grpc/grpc/blob/master/doc/health-checking.md).
 */
export class Health {
  readonly #states = new Map<string, number>();
  readonly #watchers = new Set<(service: string) => void>();

  /** @param services those that are serving at first; the empty name is the server as a whole */
  constructor(services: readonly string[]) {
    for (const service of services) this.#states.set(service, NUMBERS.SERVING);
  }

  /** Changes a state and tells those who watch it. A service not yet known becomes known. */
  set(service: string, state: ServingStatus): void {
    this.#states.set(service, NUMBERS[state]);
    for (const tell of this.#watchers) tell(service);
  }

  /** @param list whether List is there: it is newer than the rest, and many servers have none */
  implementation(list: boolean): UntypedServiceImplementation {
    return { Check: this.#check, Watch: this.#watch, ...(list && { List: this.#list }) };
  }

  /** How many streams of Watch are open. */
  get watches(): number {
    return this.#watchers.size;
  }

  readonly #check: handleUnaryCall<HealthCheckRequest, HealthCheckResponse> = (call, callback) => {
    const { service } = call.request;
    const state = this.#states.get(service);
    if (state === undefined) callback(richError(status.NOT_FOUND, `Unknown service ${service}`));
    else callback(null, { status: state });
  };

  readonly #list: handleUnaryCall<object, HealthListResponse> = (_, callback) => {
    const states = [...this.#states].map(([service, state]) => [service, { status: state }]);
    callback(null, { statuses: Object.fromEntries(states) });
  };

  readonly #watch: handleServerStreamingCall<HealthCheckRequest, HealthCheckResponse> = (call) => {
    let last: number | undefined;
    const tell = (changed: string) => {
      const state = this.#states.get(call.request.service) ?? SERVICE_UNKNOWN;
      if (changed !== call.request.service || state === last) return;
      last = state;
      call.write({ status: state });
    };
    this.#watchers.add(tell);
    call.on('cancelled', () => this.#watchers.delete(tell));
    tell(call.request.service);
  };
}
