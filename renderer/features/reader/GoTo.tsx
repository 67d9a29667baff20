import { useState } from 'react';
import type { SymbolMatch } from '#app/contract/definition.ts';
import {
  activeSchema,
  isSchemaLoading,
  methodNow,
  schemaInTree,
} from '#renderer/features/explorer/index.ts';
import { afterDialog } from '#renderer/shell/after-dialog.ts';
import { focusRequest } from '#renderer/shell/focus-request.ts';
import { useApp, useAppStore } from '#renderer/store/use-app.tsx';
import { SymbolSearch } from '#renderer/ui/SymbolSearch.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { useAnswer } from './use-answer.ts';

/** Goes to any method or type of the schema by parts of its name. */
export function GoTo() {
  const isOpen = useApp((state) => state.dialog === 'symbols');
  return isOpen ? <Search /> : null;
}

function Search() {
  const store = useAppStore();
  const [query, setQuery] = useState('');
  const findSymbols = useApp((state) => state.findSymbols);
  const close = useApp((state) => state.closeDialog);
  const answer = useAnswer(query, 'services', findSymbols);
  const found = answer?.result.ok === true ? answer.result.value : undefined;
  function choose(match: SymbolMatch, another: boolean) {
    close();
    afterDialog(() => {
      const state = store.getState();
      const method = methodNow(state, schemaInTree(state), match.name);
      if (method === undefined)
        state.openPage({ kind: 'definition', symbol: match.name, owner: 'services' });
      else {
        state.openMethod(method, another);
        requestAnimationFrame(focusRequest);
      }
    });
  }
  return (
    <SymbolSearch
      label="Go to method"
      isOpen
      query={query}
      onQuery={setQuery}
      matches={found?.matches ?? []}
      total={found?.total ?? 0}
      isCurrent={answer?.subject === query}
      none={<None query={query} isAnswered={answer?.subject === query} />}
      onChoose={choose}
      onClose={close}
    />
  );
}

/** Why there is nothing to go to. */
function None({ query, isAnswered }: { readonly query: string; readonly isAnswered: boolean }) {
  const hasSchema = useApp((state) => activeSchema(state) !== undefined);
  const isLoading = useApp(isSchemaLoading);
  if (!hasSchema && isLoading) return 'The schema is being read';
  if (!hasSchema) return 'There is no schema yet: connect to a server, or add .proto files';
  if (!isAnswered) return null;
  if (query.trim() === '') return 'This schema has no services';
  return `No method or type matches “${shownText(query.trim())}”`;
}
