const DEFAULTS = ['00.1', '01.5', '007.5', '01e5', '00e1', '08.5', '0.5', '0e1', '010', '1.5'];

/** So many fields, the numbers that protobuf keeps for itself passed over. */
function fields(count: number): string {
  const numbers = Array.from({ length: count }, (_, index) =>
    index < 18999 ? index + 1 : index + 1001,
  );
  return numbers.map((number) => `  int32 f${number} = ${number};\n`).join('');
}

/** Small things that protoc refuses, and what is like them and good. */
export const REFUSED_CASES: Readonly<Record<string, readonly string[]>> = {
  'errors that come of others': [
    ...[
      'message A {\n  B b = 1;\n}\nmessage {\n}',
      'message A {\n  B b = 1;\n}\nmessage ) {\n  int32 a = 1;\n}',
      'message A {\n  B b = 1;\n}\npacked B {\n}',
      'message A {\n  E e = 1;\n  enum {\n    Z = 0;\n  }\n}',
      'service S {\n  rpc Do(A) returns (B);\n}\nmessage A {}\nB message {}',
      'message A {\n  oneof o {\n    int32 a = 1.\n  }\n}',
      'message A {\n  oneof o {\n    int32 a = 1(;\n  }\n}',
      'enum E {\n  Z = 0z;\n}',
      'enum E {\n  option allow_alias = truex\n  Z = 0;\n}',
      'option java_multiple_files = truegroup\nmessage A {}',
      'message A {\n  option deprecated = falsemessage\n  int32 a = 1;\n}',
      'message A {\n  oneof o {\n  }\n}',
      'message A {\n  oneof o {\n    option features = {};\n  }\n}',
      'message A {\n  B b = 1;\n}\nmessage C {\n  int32 c = 1 [/* deprecated = true];\n}\nmessage B {}',
      'message A {\n  B b = 1;\n}\nmessage C {\n  oneof o {\n    int32 a = 1;\n}\nmessage B {}',
      'message A {\n  B b = 1;\n}\nmessage C {\n  int32 a = 1;\n\nmessage B {}',
      'message A {\n  B b = 1;\n}\nmessage B {}',
      'enum E {\n  Z = 0;\n  E = 1;\n}',
      'message A {\n  enum E {\n    Z = 0;\n    E = 1;\n  }\n}',
      'enum E {\n  Z = 0;\n}\nenum F {\n  F_Z = 0;\n  E = 1;\n}',
      'message A {}\0',
      'message A {}\n// A\0B\nmessage B {}',
      'message A {}\n\u0001\u0002\nmessage B {}',
    ].map((text) => `syntax = "proto3";\n${text}`),
    ...['{}', '{ a: 1 }'].map(
      (value) =>
        `syntax = "proto2";\nimport "google/protobuf/descriptor.proto";\nimport "google/protobuf/any.proto";\nextend google.protobuf.FileOptions { optional google.protobuf.Any any = 50000; }\noption (any) = { [type.googleapis.com/Gone] ${value} };`,
    ),
  ],
  'small refusals': [
    ...DEFAULTS.map(
      (value) =>
        `syntax = "proto2";\nmessage M {\n  optional double a = 1 [default = ${value}];\n}`,
    ),
    ...['int32', 'uint32', 'fixed64', 'uint64', 'double'].map(
      (type) => `syntax = "proto2";\nmessage M {\n  optional ${type} a = 1 [default = -0];\n}`,
    ),
    ...['int32', 'uint32', 'uint64'].map(
      (type) =>
        `syntax = "proto2";\nimport "google/protobuf/descriptor.proto";\nextend google.protobuf.FileOptions { optional ${type} a = 50000; }\noption (a) = -0;`,
    ),
    ...[65533, 65534].map(
      (letters) => `syntax = "proto3";\npackage p;\nmessage\n${'A'.repeat(letters)} {}`,
    ),
    ...[511, 512].map((letters) => `syntax = "proto3";\npackage\n${'a'.repeat(letters)};`),
    'syntax = "proto2";\nmessage M {\n  optional int32 a = 1 [default = 1, default = 2];\n}',
    'syntax = "proto2";\nmessage M {\n  optional int32 a = 1 [json_name = "x", json_name = "y"];\n}',
    'syntax = "proto2";\nmessage M {\n  optional int32 a = 1 [json_name = "x", default = 2];\n}',
    'syntax = "proto3";\nmessage M {\n  int32 a = 1 [json_name = "a\\0b"];\n}',
    'syntax = "proto2";\nmessage S { option message_set_wire_format = true; extensions 4 to max; }\nextend S { optional int32 a = 4; }',
    'syntax = "proto2";\nmessage S { option message_set_wire_format = true; extensions 4 to max; }\nextend S { repeated S a = 4; }',
    'syntax = "proto2";\nmessage S { option message_set_wire_format = true; extensions 4 to max; }\nextend S { optional S a = 4; }',
    'syntax = "proto2";\nmessage S { option message_set_wire_format = true; extensions 4 to 1000000000; }',
    'syntax = "proto2";\nmessage M {\n  extensions 1 to 536870912;\n}',
    'syntax = "proto2";\nmessage M {\n  extensions 1 to 536870911;\n}',
    'edition = "2023";\nmessage M {\n  map<string, M> a = 1 [features.message_encoding = DELIMITED];\n}',
    'edition = "2023";\nmessage M {\n  M a = 1 [features.message_encoding = DELIMITED];\n}',
    'syntax = "proto2";\nmessage M {\n  extensions 100 to 199 [declaration = { number: 200, full_name: ".a", type: "string" }];\n}',
    'syntax = "proto2";\nmessage M {\n  extensions 100 to 199 [declaration = { number: 199, full_name: ".a", type: "string" }];\n}',
    'syntax = "proto2";\nmessage M {\n  extensions 100 to 199 [declaration = { number: 99, full_name: ".a", type: "string" }];\n}',
    'syntax = "proto2";\nmessage M {\n  extensions 4 to max [declaration = { number: 1000, full_name: ".a", type: "string" }];\n}',
    'syntax = "proto2";\nmessage M {\n  extensions 100, 200 [declaration = { number: 100, full_name: ".a", type: "string" }];\n}',
    ...[65535, 65536].map((count) => `syntax = "proto3";\nmessage M {\n${fields(count)}}`),
    'syntax = "proto3";\noption features.field_presence = EXPLICIT;\nmessage M {}',
    'syntax = "proto3";\nmessage M {\n  option features.json_format = ALLOW;\n}',
    'syntax = "proto3";\nenum E {\n  option features.enum_type = OPEN;\n  A = 0;\n}',
    'syntax = "proto3";\nenum E {\n  A = 0 [features.enum_type = OPEN];\n}',
    'syntax = "proto3";\nmessage M {\n  oneof o { option features.json_format = ALLOW; int32 a = 1; }\n}',
  ],
};
