import { SlidersHorizontal } from 'lucide-react';
import { useApp } from '#renderer/store/use-app.tsx';
import { IconButton } from '#renderer/ui/Button.tsx';
import { SelectField } from '#renderer/ui/SelectField.tsx';
import { UnsavedMark } from '#renderer/ui/UnsavedMark.tsx';
import './EnvironmentBox.css';

/** No environment has an empty name. */
const none = '';

/** Which environment gives the variables. */
export function EnvironmentBox() {
  const workspace = useApp((state) => state.workspace);
  const choose = useApp((state) => state.chooseEnvironment);
  const openPage = useApp((state) => state.openPage);
  const isUnsaved = useApp((state) => state.environmentDrafts.size > 0);
  if (workspace === null) return null;
  const { environments, environment } = workspace;
  const isGone = environment !== null && !environments.some(({ name }) => name === environment);
  return (
    <div className="environment-box">
      <SelectField
        label="Environment"
        isLabelHidden
        options={[
          { id: none, label: 'No environment' },
          ...environments.map(({ name, fault }) => ({
            id: name,
            label: fault === undefined ? name : `${name} (cannot be read)`,
          })),
          ...(isGone ? [{ id: environment, label: `${environment} (gone)` }] : []),
        ]}
        selected={environment ?? none}
        onSelect={(name) => void choose(name === none ? null : name)}
      />
      <IconButton
        label="Edit environments"
        icon={
          <span className="environment-box-edit">
            <SlidersHorizontal size={16} aria-hidden="true" />
            {isUnsaved ? <UnsavedMark /> : null}
          </span>
        }
        onPress={() =>
          openPage({ kind: 'environment', name: environment ?? environments[0]?.name ?? '' })
        }
      />
    </div>
  );
}
