const HEAD = `syntax = "proto2";
import "google/protobuf/descriptor.proto";
enum E { A = 0; B = 5; C = -1; }
message V {
  optional bool bo = 1;
  optional E e = 2;
  optional float f = 3;
  optional string s = 4;
  optional V v = 5;
  oneof o { int32 o1 = 6; int32 o2 = 7; }
  optional group Gg = 8 { optional int32 x = 1; }
  repeated bool bs = 9;
}
extend google.protobuf.MessageOptions { optional V mo = 50001; optional bool bo = 50002; optional E e = 50003; optional float f = 50004; }
`;

const inText = (fields: string): string => `${HEAD}message M { option (mo) = { ${fields} }; }`;
const asStatement = (option: string): string => `${HEAD}message M { option ${option}; }`;

/** Values of options, in the text format and as statements. */
export const VALUE_CASES: Readonly<Record<string, readonly string[]>> = {
  'option values': [
    ...['1', '0', 't', 'f', 'True', 'False', '2', '-1', 'T', 'TRUE', '"true"'].flatMap((value) => [
      inText(`bo: ${value}`),
      inText(`bs: [${value}]`),
      asStatement(`(bo) = ${value}`),
      asStatement(`(mo).bo = ${value}`),
    ]),
    ...['5', '-1', '6', 'B', '0x5', '5.0'].flatMap((value) => [
      inText(`e: ${value}`),
      asStatement(`(e) = ${value}`),
    ]),
    ...['infinity', 'Infinity', '-infinity', 'inf', 'INF', 'nan', 'NaN', '-nan', 'in'].flatMap(
      (value) => [inText(`f: ${value}`), asStatement(`(f) = ${value}`)],
    ),
    inText('s: "a" # a comment\n'),
    inText('# a comment\n s: "a"'),
    inText('# a comment { s: "a"'),
    inText('v { s: "a" # a comment\n } s: "b"'),
    inText('bs: [true, # a comment\n false]'),
    inText('o1: 1 o2: 2'),
    inText('o1: 1 o1: 2'),
    inText('o1: 1 v { o2: 2 }'),
    inText('Gg { x: 1 }'),
    inText('gg { x: 1 }'),
    asStatement('(mo).Gg.x = 1'),
    asStatement('(mo).gg.x = 1'),
    asStatement('(mo).o1 = 1; option (mo).o2 = 2'),
    asStatement('uninterpreted_option = {}'),
    asStatement('uninterpreted_option.is_extension = true'),
  ],
};
