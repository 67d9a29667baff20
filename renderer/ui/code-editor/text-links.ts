import { type Extension, Prec } from '@codemirror/state';
import { Decoration, EditorView } from '@codemirror/view';

/** A part of a text that leads somewhere. */
export interface TextLink {
  readonly from: number;
  readonly to: number;
  readonly symbol: string;
}

/** Makes links of parts of the text: pressed by the pointer, or reached by Tab and pressed by Enter. */
export function textLinks(
  links: readonly TextLink[],
  length: number,
  onLink: (symbol: string) => void,
): Extension {
  const marks = links
    .filter(({ from, to }) => 0 <= from && from < to && to <= length)
    .map(({ from, to, symbol }) =>
      Decoration.mark({
        class: 'text-link',
        attributes: { role: 'link', tabindex: '0', 'data-symbol': symbol },
      }).range(from, to),
    );
  return [
    // Around the colours, so that a link is one piece.
    Prec.lowest(EditorView.decorations.of(Decoration.set(marks, true))),
    EditorView.domEventHandlers({
      click(event, view) {
        // A selection that ends over a link is no press on it.
        if (!view.state.selection.main.empty) return false;
        return follow(event, onLink);
      },
      keydown: (event) => event.key === 'Enter' && follow(event, onLink),
    }),
  ];
}

function follow(event: Event, onLink: (symbol: string) => void): boolean {
  const link = event.target instanceof Element ? event.target.closest('[data-symbol]') : null;
  const symbol = link?.getAttribute('data-symbol');
  if (symbol === null || symbol === undefined) return false;
  event.preventDefault();
  onLink(symbol);
  return true;
}
