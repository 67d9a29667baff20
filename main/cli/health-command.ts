import type { ServiceHealth } from '#app/contract/health.ts';
import { type AppError, Failure } from '#app/contract/result.ts';
import type { SchemaRef } from '#app/contract/schema.ts';
import { parseDeadline } from '#app/core/deadline.ts';
import { printable } from '#app/core/printable.ts';
import { triedAgainText } from '#app/core/tried-again.ts';
import type { Engine, HealthQuery } from '#engine';
import type { Arguments, OptionValues } from './arguments.ts';
import {
  cancelled,
  deadlineExceeded,
  failureExit,
  notServingExit,
  statusExit,
} from './exit-status.ts';
import { callMetadata } from './given-metadata.ts';
import { type Terminal, writeLine } from './output.ts';
import { serverRefOf } from './request.ts';
import { expectAtMost } from './schema-commands.ts';

/** The gRPC status of a service that is not registered. */
const notFound = 5;
/** So long each answer may take where no deadline is given. */
const answerWithin = '10s';

/** Tells how a service, or a server with all its services, is; answers with the exit status. */
export async function health(
  engine: Engine,
  { positionals, values }: Arguments,
  terminal: Terminal,
): Promise<number> {
  const [target, service] = expectAtMost(positionals, 2, 'duplex health TARGET [SERVICE]');
  const ref = serverRefOf(target, values, 'Health is asked of a server');
  const query = {
    target: ref.target,
    metadata: callMetadata(values),
    deadline: values.deadline ?? '',
  };
  parseDeadline(query.deadline);
  const interrupt = new AbortController();
  const stopListening = terminal.onInterrupt(() => interrupt.abort());
  const asking: Asking = { engine, query, values, terminal, signal: interrupt.signal };
  try {
    const exit = await (values.watch === true
      ? watch(asking, ref, service)
      : ask(asking, ref, service));
    return interrupt.signal.aborted ? statusExit(cancelled) : exit;
  } catch (error) {
    // What the interrupt broke off is no failure to be told.
    if (!interrupt.signal.aborted) throw error;
    terminal.stderr.write('Cancelled\n');
    return statusExit(cancelled);
  } finally {
    stopListening();
  }
}

interface Asking {
  readonly engine: Engine;
  readonly query: HealthQuery;
  readonly values: OptionValues;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

async function ask(asking: Asking, ref: SchemaRef, service: string | undefined): Promise<number> {
  const { engine, signal } = asking;
  const query = answered(asking.query);
  const found =
    service === undefined
      ? await engine.health.survey(query, await servicesOf(asking, ref), signal)
      : [{ service, status: await engine.health.check(query, service, signal) }];
  for (const one of found) print(asking, one);
  const [asked] = found;
  if (asked === undefined || 'error' in asked) return failureExit({ code: 'internal' });
  if (asked.status === 'SERVING') return 0;
  // Where a server tells of its services alone, nobody told how it is as a whole.
  return asked.status === 'SERVICE_UNKNOWN' ? statusExit(notFound) : notServingExit;
}

async function watch(asking: Asking, ref: SchemaRef, service: string | undefined): Promise<number> {
  const { engine, query, signal } = asking;
  const found =
    service === undefined
      ? await engine.health.survey(answered(query), await servicesOf(asking, ref), signal)
      : [{ service }];
  const services = found.map((one) => one.service);
  let last: AppError | undefined;
  let told = '';
  await engine.health.watch(
    query,
    services,
    (news) => {
      if ('status' in news) told = '';
      else {
        const isOver = news.retryMs === undefined && news.error.code !== 'usage';
        if (isOver) last = news.error;
        // All watches of a server that is gone say the same; the only one's last word comes below, and that of all
        // which end by the deadline.
        const isLast = isOver && (services.length === 1 || news.error.status === deadlineExceeded);
        if (news.error.message === told || isLast) return;
        told = news.error.message;
      }
      print(asking, news);
    },
    signal,
  );
  if (last === undefined) return 0;
  throw Failure.of(last);
}

/** A server that says nothing is not waited for without end. */
function answered(query: HealthQuery): HealthQuery {
  return { ...query, deadline: query.deadline.trim() || answerWithin };
}

/** Files are read at once, for what is wrong with them; reflection is asked when health has answered. */
async function servicesOf(
  asking: Asking,
  ref: SchemaRef,
): Promise<() => Promise<readonly string[]>> {
  if (ref.sources.reflection) return () => namesOf(asking, ref);
  const names = await namesOf(asking, ref);
  return async () => names;
}

/** Names that the schema has; a server that does not tell its schema may tell its health. */
async function namesOf(
  { engine, query, terminal, signal }: Asking,
  ref: SchemaRef,
): Promise<readonly string[]> {
  const ms = parseDeadline(query.deadline);
  const late = ms === undefined ? [] : [AbortSignal.timeout(ms)];
  try {
    const following = { signal: AbortSignal.any([signal, ...late]) };
    const { summary } = await engine.schema(ref, false, following);
    return summary.services.map(({ name }) => name);
  } catch (error) {
    if (!(error instanceof Failure)) return [];
    const { code, message } = error.error;
    const isFromFiles = !ref.sources.reflection;
    if (code === 'unreachable' || isFromFiles) throw error;
    if (code !== 'no-reflection') terminal.stderr.write(`warning: ${printable(message)}\n`);
    return [];
  }
}

function print({ values, terminal }: Asking, health: ServiceHealth): void {
  const { service } = health;
  if ('status' in health) {
    const line = values.json === true ? JSON.stringify(health) : `${health.status} ${service}`;
    writeLine(terminal.stdout, printable(line.trimEnd()));
    return;
  }
  const { error, retryMs } = health;
  const message = retryMs === undefined ? error.message : triedAgainText(error.message);
  const hint =
    error.hint === undefined || retryMs !== undefined ? '' : `  ${printable(error.hint)}\n`;
  const about = service === '' ? '' : `${service}: `;
  terminal.stderr.write(`warning: ${printable(`${about}${message}`)}\n${hint}`);
}
