import type { FolderSettings } from '#app/contract/workspace.ts';
import { shownText } from '#renderer/ui/shown-text.ts';

interface AlsoSaidProps {
  readonly file: string;
  readonly settings: FolderSettings;
}

/** What the file says that is not edited here, so that nobody looks for it in vain. */
export function AlsoSaid({ file, settings: { tls, schema = [] } }: AlsoSaidProps) {
  const lines = [
    ...(tls?.profile === undefined ? [] : [`TLS profile ${tls.profile}`]),
    ...(tls?.serverName === undefined ? [] : [`TLS server name ${tls.serverName}`]),
    ...(tls?.caPaths ?? []).map((path) => `TLS CA ${path}`),
    ...schema.map((source) =>
      source.kind === 'reflection'
        ? 'Schema by reflection'
        : `Schema ${source.kind} ${source.path}`,
    ),
  ];
  if (lines.length === 0) return null;
  return (
    <section className="folder-part" aria-label="TLS and schema">
      <h2>TLS and schema</h2>
      <p className="folder-note">{`Changed in ${shownText(file)} itself.`}</p>
      <ul className="data">
        {lines.map((line) => (
          <li key={line}>{shownText(line)}</li>
        ))}
      </ul>
    </section>
  );
}
