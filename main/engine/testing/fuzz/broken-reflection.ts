import { windowFace } from '#app/core/face.ts';
import { ChannelPool } from '#engine/channels/pool.ts';
import { composeSources } from '#engine/schema/compose.ts';
import { linkFiles } from '#engine/schema/link/link.ts';
import { parseFile } from '#engine/schema/parse/parse-file.ts';
import { createReflectionSource } from '#engine/schema/reflection/reflection-source.ts';
import { SchemaFile } from '#engine/schema/schema-file.ts';
import type { LoadedSource } from '#engine/schema/source.ts';
import type { Random } from '../random.ts';
import { startReflectionServer, type Turn } from '../reflection-server.ts';
import { explore, orFailure } from './explore.ts';
import { randomSchema } from './random-schema.ts';

/** Whatever a server's reflection answers, what can be had of it is used, and in time. */
export async function brokenReflection(random: Random): Promise<void> {
  const files = ['a.proto', 'b.proto', 'c.proto'].flatMap((name) =>
    linkFiles([parseFile(name, randomSchema(random))]).files.map((file) =>
      SchemaFile.of({
        ...file,
        ...(random.chance(0.2) && { package: '__proto__.x' }),
        ...(random.chance(0.2) && {
          enumType: [{ name: '__proto__', value: [{ name: '__proto__', number: 0 }] }],
        }),
        dependency: [random.pick(['a.proto', 'b.proto', '__proto__'])],
      }),
    ),
  );
  const some = (): readonly Uint8Array[] | undefined =>
    random.chance(0.2) ? undefined : [random.pick(files).bytes, random.pick(files).bytes];
  const names = files.flatMap(({ symbols }) => symbols.map(({ name }) => name));
  const server = await startReflectionServer({
    services: [...names, '__proto__', 'constructor', ''],
    versions: random.pick([['v1'], ['v1alpha'], ['v1', 'v1alpha']] as const),
    bySymbol: some,
    byName: some,
    extensions: () => [1, random.below(1000)],
    byExtension: some,
    leavesOriginalOut: random.chance(0.3),
    manner: manner(random),
  });
  const pool = new ChannelPool(
    () => {},
    () => ({
      transport: { maxReceiveBytes: 1_000_000 },
      proxy: { mode: 'none', url: '', noProxy: '' },
    }),
    windowFace,
  );
  try {
    const open = () => pool.get({ address: server.address }).open();
    const source = createReflectionSource(open, [], {
      answerMs: 30,
      totalMs: 60_000,
      mostBytes: 300_000,
      mostMessage: 300_000,
    });
    const loaded = await read(source.load(new AbortController().signal));
    if (loaded !== undefined) explore(composeSources([loaded]), random);
  } finally {
    pool.close();
    server.close();
  }
}

/** Undefined when nothing can be had, which is told as a `Failure`. */
async function read(loading: Promise<LoadedSource>): Promise<LoadedSource | undefined> {
  const outcome = await loading.then(
    (loaded) => () => loaded,
    (error: unknown) => () => {
      throw error;
    },
  );
  return orFailure(outcome);
}

/** Mostly answers, often changed; now and then something worse. */
function manner(random: Random): (turn: Turn) => void {
  const rate = random.pick([0, 0.02, 0.1]);
  const late: Buffer[] = [];
  return ({ call, answer, asked }) => {
    if (call.destroyed || call.writableEnded) return;
    if (random.chance(rate)) {
      switch (random.below(5)) {
        case 0:
          return;
        case 1:
          call.emit('error', { code: random.below(17), details: asked });
          return;
        case 2:
          call.end();
          return;
        case 3:
          late.push(answer);
          return;
        default:
          call.write(Buffer.from(random.bytes(random.below(60))));
          return;
      }
    }
    const changed = Buffer.from(answer);
    for (let left = random.chance(rate * 3) ? 1 + random.below(4) : 0; left > 0; left -= 1)
      changed[random.below(changed.length)] = random.below(256);
    call.write(changed);
    for (const one of late.splice(0)) call.write(one);
  };
}
