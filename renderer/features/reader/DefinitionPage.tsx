import type { Definition } from '#app/contract/definition.ts';
import {
  methodNow,
  type SchemaOwner,
  schemaInTree,
  schemaOf,
} from '#renderer/features/explorer/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import { ProtoView } from '#renderer/ui/ProtoView.tsx';
import { Split } from '#renderer/ui/Split.tsx';
import { SymbolIcon } from '#renderer/ui/SymbolIcon.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import type { Page } from './page.ts';
import { ReaderBar } from './ReaderBar.tsx';
import { Relations } from './Relations.tsx';
import { Unanswered } from './Unanswered.tsx';
import { useAnswer } from './use-answer.ts';
import { useIsNarrowPart } from './use-is-narrow-part.ts';

type DefinitionInView = Extract<Page, { readonly kind: 'definition' }>;

/** The definition of one symbol, with the ways to what it uses and what uses it. */
export function DefinitionPage({ page }: { readonly page: DefinitionInView }) {
  const { symbol, owner = 'request' } = page;
  const definitionOf = useApp((state) => state.definitionOf);
  const answer = useAnswer(symbol, owner, definitionOf);
  const result = answer?.subject === symbol ? answer.result : undefined;
  const definition = result?.ok === true ? result.value : undefined;
  const method = useApp((state) => methodNow(state, schemaOf(state, owner), symbol));
  return (
    <>
      <ReaderBar actions={definition === undefined ? null : <Actions definition={definition} />}>
        <SymbolIcon kind={definition?.kind ?? ''} methodKind={method?.kind} />
        <h1 className="reader-name start-gives-way data" title={shownText(symbol)}>
          <bdi>{shownText(symbol)}</bdi>
        </h1>
      </ReaderBar>
      <Unanswered hasAnswer={answer !== undefined} owner={owner} result={result} />
      {definition === undefined ? null : <Body definition={definition} owner={owner} />}
    </>
  );
}

function Actions({ definition: { name, text } }: { readonly definition: Definition }) {
  const method = useApp((state) => methodNow(state, schemaInTree(state), name));
  const openMethod = useApp((state) => state.openMethod);
  const copyText = useApp((state) => state.copyText);
  return (
    <>
      {method === undefined ? null : (
        <Button onPress={() => openMethod(method)}>Open method</Button>
      )}
      <CopyButton
        label="Copy definition as .proto"
        text={() => text}
        onCopy={(copied) => void copyText(copied)}
      />
    </>
  );
}

/** With less room, what uses a definition stands below it. */
const narrowPixels = 720;

interface BodyProps {
  readonly definition: Definition;
  readonly owner: SchemaOwner;
}

function Body({ definition, owner }: BodyProps) {
  const openPage = useApp((state) => state.openPage);
  const { text, links } = definition;
  const [isNarrow, ref] = useIsNarrowPart(narrowPixels);
  return (
    <div ref={ref} className="reader-body">
      <Split
        id="relations"
        label="Resize relations"
        direction={isNarrow ? 'vertical' : 'horizontal'}
        initial={65}
        min={120}
        first={
          <ProtoView
            label="Definition"
            text={text}
            links={links}
            onLink={(symbol) => openPage({ kind: 'definition', symbol, owner })}
            autoFocus
          />
        }
        second={<Relations definition={definition} owner={owner} />}
      />
    </div>
  );
}
