import { useApp } from '#renderer/store/use-app.tsx';
import { VariablesEditor } from '#renderer/ui/VariablesEditor.tsx';
import { draftOfTab } from './request.selectors.ts';

/** Variables of this request alone; they are saved with it. */
export function RequestVariables({ tabId }: { readonly tabId: string }) {
  const variables = useApp((state) => draftOfTab(state, tabId).variables);
  const setVariables = useApp((state) => state.setVariables);
  return (
    <section className="options-group" aria-label="Variables">
      <h3 className="options-title">Variables</h3>
      <p className="options-note">
        {
          'Of this request: {{name}} means these before those of its folders, the environment and the workspace.'
        }
      </p>
      <VariablesEditor rows={variables} onChange={(rows) => setVariables(tabId, rows)} />
    </section>
  );
}
