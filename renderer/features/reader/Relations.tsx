import type { ReactNode } from 'react';
import type { Definition, DefinitionKind, SymbolUse } from '#app/contract/definition.ts';
import { methodNow, type SchemaOwner, schemaOf } from '#renderer/features/explorer/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { SymbolIcon } from '#renderer/ui/SymbolIcon.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';

const uses: Readonly<Record<SymbolUse['as'], string>> = {
  input: 'input',
  output: 'output',
  field: '',
  extension: 'extends it',
};

interface RelationsProps {
  readonly definition: Definition;
  /** Whose schema has it. */
  readonly owner: SchemaOwner;
}

/** Where a definition is, what it is in, what it holds and what uses it. */
export function Relations({ definition, owner }: RelationsProps) {
  const { file, path, line, source, parent, children = [], usedBy, usedByTotal } = definition;
  const place = line === undefined ? file : `${file}:${line}`;
  const openPage = useApp((state) => state.openPage);
  const unshown = usedByTotal - usedBy.length;
  return (
    <aside className="relations" aria-label="Relations">
      <Relation title="Defined in">
        <li>
          <button
            type="button"
            className="relation data"
            aria-label={`Open file ${shownText(place)}`}
            title={shownText(path ?? file)}
            onClick={() => openPage({ kind: 'file', file: path ?? file, line, owner })}
          >
            <span className="relation-file start-gives-way">
              <bdi>{shownText(place)}</bdi>
            </span>
          </button>
        </li>
        {source === '' ? null : (
          <li className="relation-more" title={shownText(source)}>
            {shownText(source)}
          </li>
        )}
      </Relation>
      {parent === undefined ? null : (
        <Relation title="In">
          <SymbolLink owner={owner} symbol={parent} kind={parentKind(definition)} isWhole />
        </Relation>
      )}
      {children.length === 0 ? null : (
        <Relation title="Holds">
          {children.map(({ symbol, kind }) => (
            <SymbolLink key={symbol} owner={owner} symbol={symbol} kind={kind} />
          ))}
        </Relation>
      )}
      {isUsable(definition) ? (
        <Relation
          title={usedByTotal === 0 ? 'Used by nothing' : `Used by ${formatCount(usedByTotal)}`}
        >
          {usedBy.map(({ symbol, kind, as }) => (
            <SymbolLink
              key={`${symbol} ${as}`}
              owner={owner}
              symbol={symbol}
              kind={kind}
              note={uses[as]}
              isWhole
            />
          ))}
          {unshown > 0 ? <li className="relation-more">{formatCount(unshown)} more</li> : null}
        </Relation>
      ) : null}
    </aside>
  );
}

/** Services and methods are used by nothing but calls. */
function isUsable({ kind }: Definition): boolean {
  return kind !== 'service' && kind !== 'method';
}

function Relation({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="relations-part">
      <h2>{title}</h2>
      <ul>{children}</ul>
    </section>
  );
}

interface SymbolLinkProps {
  readonly owner: SchemaOwner;
  readonly symbol: string;
  readonly kind: DefinitionKind;
  readonly note?: string | undefined;
  /** With what it is in, which the page does not tell already. */
  readonly isWhole?: boolean | undefined;
}

function SymbolLink({ owner, symbol, kind, note = '', isWhole = false }: SymbolLinkProps) {
  const openPage = useApp((state) => state.openPage);
  const method = useApp((state) => methodNow(state, schemaOf(state, owner), symbol));
  const own = symbol.slice(Math.max(symbol.lastIndexOf('.'), symbol.lastIndexOf('/')) + 1);
  return (
    <li>
      <button
        type="button"
        className="relation data"
        title={shownText(symbol)}
        aria-label={shownText([symbol, note].filter(Boolean).join(', '))}
        onClick={() => openPage({ kind: 'definition', symbol, owner })}
      >
        <SymbolIcon kind={kind} methodKind={method?.kind} />
        <span className="relation-own">{shownText(own)}</span>
        {isWhole ? (
          <span className="relation-owner start-gives-way">
            <bdi>{shownText(symbol.slice(0, Math.max(0, symbol.length - own.length - 1)))}</bdi>
          </span>
        ) : null}
        {note === '' ? null : <span className="relation-note">{note}</span>}
      </button>
    </li>
  );
}

/** What holds it is not told with its kind; of methods it is a service, of the rest a message. */
function parentKind({ kind }: Definition): DefinitionKind {
  if (kind === 'method') return 'service';
  return kind === 'enum-value' ? 'enum' : 'message';
}
