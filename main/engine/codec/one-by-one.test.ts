import protobuf from 'protobufjs';
import { expect, it } from 'vitest';
import { makeOneByOne } from './one-by-one.ts';

const text = `
  syntax = "proto3";
  message Tree {
    message Leaf { string name = 1; repeated int32 sizes = 2; }
    Leaf leaf = 1;
    repeated Tree branches = 2;
    map<string, Leaf> named = 3;
  }`;
const tree = {
  leaf: { name: 'a', sizes: [1, 200, -3] },
  branches: [{ leaf: { name: 'b' } }, {}],
  named: { x: { sizes: [7] } },
};

it('encodes and decodes as protobufjs does', () => {
  const usual = protobuf.parse(text).root.lookupType('Tree');
  const { root } = protobuf.parse(text);
  makeOneByOne(root);
  const type = root.lookupType('Tree');
  const bytes = type.encode(tree).finish();
  expect(Buffer.from(bytes)).toEqual(Buffer.from(usual.encode(tree).finish()));
  const decoded = type.decode(bytes);
  expect(decoded.toJSON()).toEqual(usual.decode(bytes).toJSON());
  expect(decoded).toBeInstanceOf(type.ctor);
  expect(type.verify({ leaf: 1 })).toBe(usual.verify({ leaf: 1 }));
});

it('makes only what is used', () => {
  const { root } = protobuf.parse(text);
  makeOneByOne(root);
  const type = root.lookupType('Tree');
  const decoded = type.decode(type.encode(tree).finish());
  expect(type.toObject(decoded)).toMatchObject(tree);
  for (const made of ['verify', 'fromObject']) expect(Object.keys(type)).not.toContain(made);
});
