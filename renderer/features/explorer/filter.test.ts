import { expect, test } from 'vitest';
import type { ServiceSummary } from '#app/contract/schema.ts';
import { fakeMethod, fakeSchema } from '#renderer/bridge/fake-answers.ts';
import { treeMove } from '#renderer/ui/tree-move.ts';
import { filterServices } from './filter.ts';
import { treeRows } from './tree-rows.ts';

const { services } = fakeSchema;

function found(filter: string, all: readonly ServiceSummary[] = services): string[] {
  return treeRows(filterServices(all, filter), new Map(), filter !== '').map(({ key }) => key);
}

test('without a filter everything is there', () => {
  expect(found('')).toHaveLength(6);
});

test('a service that matches keeps its methods, a method that matches its service', () => {
  expect(found('GREETER')).toEqual([
    'greeter.v1.Greeter',
    'greeter.v1.Greeter/SayHello',
    'greeter.v1.Greeter/SayManyHellos',
    'greeter.v1.Greeter/Collect',
  ]);
  expect(found('collect')).toEqual(['greeter.v1.Greeter', 'greeter.v1.Greeter/Collect']);
  expect(found('chat/con')).toEqual(['chat.v1.Chat', 'chat.v1.Chat/Converse']);
});

test('parts stand in any order, and an underscore does not count', () => {
  const sayHello = ['greeter.v1.Greeter', 'greeter.v1.Greeter/SayHello'];
  expect(found('hello greet say')).toEqual([...sayHello, 'greeter.v1.Greeter/SayManyHellos']);
  expect(found('say_hello')).toEqual(sayHello);
  expect(found('greeter zzz')).toEqual([]);
});

test('letters may be left out when nothing holds them together', () => {
  expect(found('chcv')).toEqual(['chat.v1.Chat', 'chat.v1.Chat/Converse']);
  expect(found('smh')).toEqual(['greeter.v1.Greeter', 'greeter.v1.Greeter/SayManyHellos']);
  expect(found('zzz')).toEqual([]);
});

function manyServices(count: number, methods: number): ServiceSummary[] {
  return Array.from({ length: count }, (_, s) => ({
    name: `big.v1.Service${s}`,
    methods: Array.from({ length: methods }, (_, m) =>
      fakeMethod(`big.v1.Service${s}/Method${m}`, 'unary'),
    ),
  }));
}

test('up to 20 services start expanded, more start folded, and matches are always expanded', () => {
  expect(found('', manyServices(20, 2))).toHaveLength(60);
  const many = manyServices(21, 2);
  expect(found('', many)).toHaveLength(21);
  expect(found('method1', many)).toHaveLength(42);
  const toggled = new Map([['big.v1.Service3', true]]);
  expect(treeRows(filterServices(many, ''), toggled, false)).toHaveLength(23);
});

test('keys move as in any tree', () => {
  const rows = treeRows(filterServices(services, ''), new Map(), false);
  expect(treeMove(rows, 0, 'ArrowDown', 10)).toEqual({ to: 1 });
  expect(treeMove(rows, 5, 'ArrowDown', 10)).toEqual({ to: 5 });
  expect(treeMove(rows, 4, 'ArrowLeft', 10)).toEqual({ to: 2 });
  expect(treeMove(rows, 2, 'ArrowLeft', 10)).toEqual({
    toggle: 'greeter.v1.Greeter',
    expanded: false,
  });
  expect(treeMove(rows, 2, 'ArrowRight', 10)).toEqual({ to: 3 });
  expect(treeMove(rows, 3, 'ArrowRight', 10)).toBeUndefined();
  expect(treeMove(rows, 0, 'End', 10)).toEqual({ to: 5 });
  expect(treeMove(rows, 4, 'PageUp', 3)).toEqual({ to: 1 });
});
