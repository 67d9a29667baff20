import type { DiagnosisStep } from '#app/contract/diagnosis.ts';
import type { Certificate } from '#app/contract/target.ts';
import { activeTarget, openProxySettings } from '#renderer/features/connection/index.ts';
import { openTlsSettings } from '#renderer/shell/open-tls-settings.ts';
import { useApp, useAppStore } from '#renderer/store/use-app.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { passFocusOn } from '#renderer/ui/pass-focus-on.ts';
import { type Remedy, remediesFor } from './remedies.ts';

/** Where the keyboard goes when a remedy has been chosen, and its button is gone. */
const toPage = passFocusOn(() => document.querySelector<HTMLElement>('.reader-page')?.focus());

interface CauseProps {
  readonly step: DiagnosisStep;
  readonly certificates: readonly Certificate[];
  readonly isBefore: boolean;
}

/** Why a step failed or warns, and what can be done about it at once. */
export function Cause({ step, certificates, isBefore }: CauseProps) {
  const draft = useApp(activeTarget);
  const apply = useRemedy();
  const { cause, state } = step;
  if (cause === undefined) return null;
  const remedies = isBefore ? [] : remediesFor(step, draft, certificates);
  return (
    <div ref={toPage} className="diagnosis-cause">
      <Notice
        tone={state === 'failed' ? 'danger' : 'warn'}
        title={cause.message}
        hint={cause.hint}
        actions={remedies.map((remedy) => ({
          label: labelOf(remedy),
          onPress: () => void apply(remedy),
        }))}
      />
    </div>
  );
}

function labelOf(remedy: Remedy): string {
  switch (remedy.kind) {
    case 'tls':
      return remedy.on ? 'Switch TLS on' : 'Switch TLS off';
    case 'server-name':
      return `Set the server name to ${remedy.name}`;
    case 'tls-settings':
      return 'TLS settings';
    case 'proxy-settings':
      return 'Proxy settings';
    case 'add-files':
      return 'Add .proto files';
    case 'metadata':
      return 'Metadata for reflection';
  }
}

/** What changes the connection is tried at once: it connects, and is looked at anew. */
function useRemedy(): (remedy: Remedy) => Promise<void> {
  const { getState } = useAppStore();
  const draft = useApp(activeTarget);
  const toggleTls = useApp((state) => state.toggleTls);
  const setTls = useApp((state) => state.setTls);
  const connect = useApp((state) => state.connect);
  const diagnose = useApp((state) => state.diagnose);
  const openPage = useApp((state) => state.openPage);
  const openAddSchema = useApp((state) => state.openAddSchema);
  return async (remedy) => {
    switch (remedy.kind) {
      case 'tls-settings':
        return openTlsSettings();
      case 'proxy-settings':
        return openProxySettings(getState());
      case 'add-files':
        return openAddSchema();
      case 'metadata':
        return openPage({ kind: 'sources', part: 'metadata' });
      case 'tls':
        toggleTls();
        break;
      case 'server-name':
        setTls({ ...draft.tls, serverName: remedy.name });
    }
    await Promise.all([connect(), diagnose()]);
  };
}
