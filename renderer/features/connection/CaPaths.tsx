import { X } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { passFocusOn } from '#renderer/ui/pass-focus-on.ts';
import { TextField } from '#renderer/ui/TextField.tsx';
import { said } from './connection-text.ts';
import { caPathFault } from './tls-checking.ts';

interface CaPathsProps {
  readonly paths: readonly string[];
  readonly isDisabled: boolean;
  readonly onChange: (paths: readonly string[]) => void;
  /** When the person leaves a field, or has picked something. */
  readonly onLeave: () => void;
}

/** Where the keyboard goes when the path it was at is removed: to the place for another. */
const toLast = passFocusOn(() =>
  document.querySelector<HTMLElement>('.tls-authorities .tls-path:last-child input')?.focus(),
);

/** The authorities to trust: files and folders, with a place for one more at the end. */
export function CaPaths({ paths, isDisabled, onChange, onLeave }: CaPathsProps) {
  const choosePaths = useApp((state) => state.choosePaths);
  const rows = [...paths, ''];
  const last = rows.length - 1;
  async function browse(choose: 'certificate' | 'folder') {
    const chosen = await choosePaths(choose);
    if (chosen.length === 0) return;
    onChange([...paths, ...chosen]);
    onLeave();
  }
  return (
    <fieldset className="tls-authorities">
      <legend className="field-label">CA certificates</legend>
      {rows.map((path, index) => (
        // Paths have no identity but their place.
        <div key={`path ${index.toString()}`} className="tls-path" ref={toLast}>
          <CaPath
            row={index}
            label={index === 0 ? 'CA certificate' : `CA certificate ${index + 1}`}
            placeholder={index === 0 ? 'The system’s' : 'One more file or folder'}
            value={path}
            isDisabled={isDisabled}
            onChange={(text) => onChange(withoutLastEmpty(rows.with(index, text)))}
            onBlur={onLeave}
          />
          {index < last ? (
            <IconButton
              label={`Remove CA certificate ${index + 1}`}
              icon={<X size={14} aria-hidden="true" />}
              hasTooltip={false}
              isDisabled={isDisabled}
              onPress={() => onChange(paths.toSpliced(index, 1))}
            />
          ) : (
            <>
              <Button
                aria-label="Browse… for a CA certificate"
                isDisabled={isDisabled}
                onPress={() => void browse('certificate')}
              >
                Browse…
              </Button>
              <Button
                aria-label="Folder… of CA certificates"
                isDisabled={isDisabled}
                onPress={() => void browse('folder')}
              >
                Folder…
              </Button>
            </>
          )}
        </div>
      ))}
    </fieldset>
  );
}

interface CaPathProps extends Omit<ComponentProps<typeof TextField>, 'fault'> {
  readonly row: number;
}

function CaPath({ row, ...field }: CaPathProps) {
  const fault = useApp((state) => (field.isDisabled ? undefined : caPathFault(state, row)));
  return <TextField {...field} isLabelHidden mono fault={said(fault)} />;
}

/** The place for one more is no path. */
function withoutLastEmpty(rows: readonly string[]): readonly string[] {
  return rows.at(-1) === '' ? rows.slice(0, -1) : rows;
}
