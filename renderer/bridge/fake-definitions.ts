import type {
  Definition,
  DefinitionKind,
  SymbolMatch,
  SymbolMatches,
} from '#app/contract/definition.ts';
import type { SchemaSummary } from '#app/contract/schema.ts';

const file = 'greeter/v1/greeter.proto';

const texts: ReadonlyMap<string, string> = new Map([
  [
    'greeter.v1.Greeter',
    `// Says hello.
service Greeter {
  // Says hello once.
  rpc SayHello(greeter.v1.SayHelloRequest) returns (greeter.v1.SayHelloReply);
  rpc SayManyHellos(greeter.v1.SayManyHellosRequest) returns (stream greeter.v1.SayManyHellosReply);
  rpc Collect(stream greeter.v1.CollectRequest) returns (greeter.v1.CollectReply);
}
`,
  ],
  [
    'greeter.v1.Greeter/SayHello',
    `// Says hello once.
rpc SayHello(greeter.v1.SayHelloRequest) returns (greeter.v1.SayHelloReply);
`,
  ],
  [
    'greeter.v1.SayHelloRequest',
    `// Whom to greet, and how.
message SayHelloRequest {
  // Must not be empty.
  string name = 1 [json_name = "name"];
  int64 id = 2;
  repeated string tags = 3 [deprecated = true];
  greeter.v1.Mood mood = 4;
  oneof how {
    greeter.v1.SayHelloReply as_before = 5;
    bool loudly = 6;
  }
}
`,
  ],
  [
    'greeter.v1.SayHelloReply',
    `message SayHelloReply {
  string text = 1;
}
`,
  ],
  [
    'greeter.v1.Mood',
    `enum Mood {
  MOOD_UNSPECIFIED = 0;
  MOOD_GLAD = 1; // Unlike the rest.
}
`,
  ],
]);

/** What the fake schema says of a symbol; of one that it does not know, an empty message. */
export function fakeDefinition(symbol: string): Definition {
  const text = texts.get(symbol) ?? `message ${symbol.slice(symbol.lastIndexOf('.') + 1)} {}\n`;
  const kind = kindOf(text);
  const links = [...text.matchAll(/greeter\.v1\.\w+/g)].map(({ index, 0: found }) => ({
    from: index,
    to: index + found.length,
    symbol: found,
  }));
  const usedBy: Definition['usedBy'] =
    kind === 'message' || kind === 'enum'
      ? [
          { symbol: 'greeter.v1.Greeter/SayHello', kind: 'method', as: 'input' },
          { symbol: 'greeter.v1.SayHelloRequest', kind: 'message', as: 'field' },
        ]
      : [];
  return {
    kind,
    name: symbol,
    file,
    path: `/home/ada/src/${file}`,
    line: 12,
    source: 'Files in proto',
    text,
    links,
    usedBy,
    usedByTotal: usedBy.length === 0 ? 0 : 12,
    ...(symbol.includes('/') && { parent: 'greeter.v1.Greeter' }),
    ...(kind === 'service' && {
      children: ['SayHello', 'SayManyHellos', 'Collect'].map((name) => ({
        symbol: `${symbol}/${name}`,
        kind: 'method',
      })),
    }),
  };
}

function kindOf(text: string): DefinitionKind {
  const word = /^(?:\/\/.*\n)?(service|rpc|enum)/.exec(text)?.[1];
  if (word === 'rpc') return 'method';
  return word === 'service' || word === 'enum' ? word : 'message';
}

/** Methods and their messages, where all parts of the query are in the name. */
export function fakeMatches({ services }: SchemaSummary, query: string): SymbolMatches {
  const methods = services.flatMap((service) => service.methods);
  const all: SymbolMatch[] = [
    ...methods.map(({ path, kind }) => match('method', path, query, { methodKind: kind })),
    ...services.map(({ name }) => match('service', name, query)),
    ...methods.map(({ input }) => match('message', input, query)),
    match('enum', 'greeter.v1.Mood', query),
  ];
  const parts = query.toLowerCase().split(/\s+/);
  const matches = all.filter(({ name }) =>
    parts.every((part) => name.toLowerCase().includes(part)),
  );
  return { matches, total: matches.length };
}

function match(
  kind: SymbolMatch['kind'],
  name: string,
  query: string,
  more: Partial<SymbolMatch> = {},
): SymbolMatch {
  const ranges = query
    .toLowerCase()
    .split(/\s+/)
    .filter((part) => part !== '')
    .map((part) => [name.toLowerCase().indexOf(part), part.length] as const)
    .filter(([from]) => from !== -1)
    .map(([from, length]) => [from, from + length] as const)
    .toSorted(([one], [other]) => one - other);
  return { kind, name, ranges, file, ...more };
}
