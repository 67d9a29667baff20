import { SlidersHorizontal } from 'lucide-react';
import { useApp } from '#renderer/store/use-app.tsx';
import { OptionsMenu } from '#renderer/ui/OptionsMenu.tsx';

/** How the messages of all answers are written. */
export function AnswerForm() {
  const emitDefaults = useApp((state) => state.settings.emitDefaults);
  const originalNames = useApp((state) => state.settings.originalNames);
  const change = useApp((state) => state.changeSettings);
  return (
    <OptionsMenu
      label="How answers are shown"
      icon={<SlidersHorizontal size={16} aria-hidden="true" />}
      options={[
        { id: 'emitDefaults', label: 'Emit defaults', isOn: emitDefaults },
        { id: 'originalNames', label: 'Original names', isOn: originalNames },
      ]}
      onChange={(id, isOn) => change({ [id]: isOn })}
    />
  );
}
