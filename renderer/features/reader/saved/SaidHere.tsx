import { type ReactNode, useMemo, useRef } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import { passFocusOn } from '#renderer/ui/pass-focus-on.ts';
import { shownText } from '#renderer/ui/shown-text.ts';

interface SaidHereProps {
  readonly title: string;
  /** Whether it is said here at all; else it is inherited as a whole. */
  readonly isSaid: boolean;
  /** What holds as long as it is not, in sentences. */
  readonly otherwise: readonly string[];
  readonly begin: string;
  readonly onBegin: () => void;
  readonly end: string;
  readonly onEnd: () => void;
  readonly children: ReactNode;
}

/** A part of the settings that is said as a whole, or not at all. */
export function SaidHere(props: SaidHereProps) {
  const { title, isSaid, otherwise, begin, end, children } = props;
  const section = useRef<HTMLElement>(null);
  // Each button goes with what it did: the keyboard goes on with what came instead.
  const [toBody, toBegin] = useMemo(() => {
    const to = (at: string) =>
      passFocusOn(() => section.current?.querySelector<HTMLElement>(at)?.focus());
    return [to('.said-here-body :is(input, select)'), to('.said-here-begin button')];
  }, []);
  return (
    <section className="folder-part" aria-label={title} ref={section}>
      <div className="folder-part-head">
        <h2>{title}</h2>
        {isSaid ? (
          <span ref={toBegin}>
            <Button tone="quiet" onPress={props.onEnd}>
              {end}
            </Button>
          </span>
        ) : null}
      </div>
      {isSaid ? (
        <div className="said-here-body">{children}</div>
      ) : (
        <>
          {otherwise.map((sentence) => (
            <p key={sentence} className="folder-note">
              {shownText(sentence)}
            </p>
          ))}
          <div className="said-here-begin" ref={toBody}>
            <Button onPress={props.onBegin}>{begin}</Button>
          </div>
        </>
      )}
    </section>
  );
}
