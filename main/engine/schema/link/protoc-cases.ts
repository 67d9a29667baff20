/** Small files that show one rule each, for comparison with protoc: title, name, text. */
export const PROTOC_CASES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  scoping: {
    'a.proto': `syntax = "proto3";
package one.two;
import "b.proto";
message Outer {
  message Inner { message Deep { Inner up = 1; Outer top = 2; two.Outer by_package = 3; } }
  enum Kind { KIND_A = 0; }
  Inner inner = 1;
  Inner.Deep deep = 2;
  Kind kind = 3;
  .one.two.Outer absolute = 4;
  one.two.Outer full = 5;
  Sibling sibling = 6;
  three.Thing thing = 7;
  message Sibling { Kind kind = 1; Sibling self = 2; }
  repeated Status status = 8;
  message Status {}
}
message Sibling {}
enum Status { STATUS_OK = 0; }
message User { Status status = 1; Sibling sibling = 2; Outer.Status inner = 3; }
service S { rpc Call(Outer) returns (stream .one.two.Outer.Inner); rpc Both(stream one.three.Thing) returns (User) {} }
`,
    'b.proto': 'syntax = "proto3"; package one.three; message Thing { Thing again = 1; }',
  },
  'clashing JSON names': {
    'a.proto': `syntax = "proto2";
message M { optional int32 a_b = 1; optional int32 aB = 2; optional int32 x = 3 [json_name = "a_b"]; }
`,
  },
  'names that are keywords': {
    'a.proto': `syntax = "proto3";
package message;
message string_ { string string = 1; int32 message = 2; bool optional = 3; double map = 4; map<string, int32> stream = 5; float syntax = 6; enum rpc { rpc_zero = 0; } rpc returns = 7; }
message stream {}
service service { rpc rpc(.message.stream) returns (stream stream); rpc to(stream stream) returns (string_); rpc dot(stream .message.stream) returns (message.stream); }
`,
  },
  'hostile names': {
    'a.proto': `syntax = "proto3";
package constructor;
message __proto__ { int32 __proto__ = 1; string constructor = 2; __proto__ toString = 3; map<string, __proto__> hasOwnProperty = 4; oneof valueOf { bool prototype = 5; } }
enum toString { hasOwn = 0; }
`,
  },
  groups: {
    'a.proto': `syntax = "proto2";
package g;
message M {
  repeated group Item = 1 { required string name = 1; optional group Part = 2 [deprecated = true] { optional Item item = 1; } }
  oneof one { group Chosen = 3 { optional int32 a = 1; } int32 other = 4; }
  message Between {}
  extensions 10 to max;
}
extend M { optional group Extra = 10 { optional M m = 1; } repeated int32 more = 11 [packed = true]; }
message Holder { extend M { optional group Inner = 12 { optional Holder holder = 1; } optional Holder holder = 13; } }
`,
  },
  'optional and oneofs': {
    'a.proto': `syntax = "proto3";
message M {
  optional int32 a = 1;
  oneof real { string b = 2; M c = 3; }
  optional M d = 4;
  optional string _e = 5;
  int32 _a = 6;
  oneof second { bytes f = 7; }
  optional bool XX = 8;
}
`,
  },
  maps: {
    'a.proto': `syntax = "proto3";
package m;
message M {
  message First {}
  map<string, First> by_name = 1;
  map < int64 , m.Kind > kinds_2x = 2;
  message Last {}
  map<bool, bytes> __odd__name_ = 3 [deprecated = true, json_name = "odd"];
  map<sfixed32, .m.M.Last> last = 4;
}
enum Kind { KIND_ZERO = 0; }
`,
  },
  'public imports': {
    'a.proto':
      'syntax = "proto3"; package a; import "b.proto"; message A { b.B b = 1; c.C c = 2; d.D d = 3; }',
    'b.proto': 'syntax = "proto3"; package b; import public "c.proto"; message B {}',
    'c.proto': 'syntax = "proto2"; package c; import public "d.proto"; message C {}',
    'd.proto': 'package d; message D {}',
  },
  defaults: {
    'a.proto': `syntax = "proto2";
enum E { option allow_alias = true; NEG = -5; ZERO = 0; NULL = 0; HEX = 0x7fffffff; OCT = 017; reserved -10 to -7, 100 to 200, 1000; reserved "GONE"; }
message D {
  optional int32 a = 1 [default = -2147483648];
  optional int64 b = 2 [default = -9223372036854775808];
  optional uint64 c = 3 [default = 18446744073709551615];
  optional uint32 d = 4 [default = 0xFFFFFFFF];
  optional sint64 e = 5 [default = 9007199254740993];
  optional double f = 6 [default = 1e100];
  optional double g = 7 [default = -0.1];
  optional float h = 8 [default = 3.4028235e38];
  optional float i = 9 [default = 0.1];
  optional double j = 10 [default = inf];
  optional float k = 11 [default = -inf];
  optional double l = 12 [default = nan];
  optional string m = 13 [default = "a\\"b\\\\c\\n\\t\\x41\\101\\u00e4 ä" "second"];
  optional bytes n = 14 [default = "\\000\\xff\\'\\"\\n\\177é"];
  optional E o = 15 [default = HEX];
  optional bool p = 16 [default = true];
  optional double q = 17 [default = 123456789012345678];
  optional double r = 18 [default = 1.0];
  optional float s = 19 [default = 1e-10];
  optional double t = 20 [default = .5];
  optional int32 u = 21 [default = 0777];
  optional double v = 22 [default = 1234567.125];
  optional string w = 23 [default = ''];
  optional double x = 24 [default = 0.30000000000000004];
  optional float y = 25 [default = 16777216];
  optional double z = 26 [default = -0.0]; optional float aa = 27 [default = -0];
}
`,
  },
  'ranges and reservations': {
    'a.proto': `syntax = "proto2";
message M { reserved 2, 4 to 6, 1000 to max; reserved "foo", "bar" "baz"; extensions 100 to 199, 300; extensions 500 to 600 [verification = UNVERIFIED]; optional int32 a = 1; }
message Set { option message_set_wire_format = true; extensions 4 to max; }
`,
  },
  'standard and custom options': {
    'a.proto': `syntax = "proto2";
package o;
import "google/protobuf/descriptor.proto";
import "google/protobuf/any.proto";
option java_package = "com.x"; option optimize_for = CODE_SIZE; option go_package = "x/y" "z"; option cc_enable_arenas = false;
option (file_opt) = "f";
message Rule { optional string get = 1; repeated int32 nums = 2; optional Rule more = 3; repeated Rule many = 4; optional Color color = 5; optional group Grp = 6 { optional int32 x = 1; } map<string, int32> m = 7; extensions 100 to 200; optional google.protobuf.Any any = 8; repeated sint64 packed_nums = 9 [packed = true]; optional double d = 10; optional bytes raw = 11; }
enum Color { RED = 0; BLUE = 1 [(val_opt) = -5, deprecated = true]; option (enum_opt) = BLUE; }
extend Rule { optional string ext = 100; }
extend google.protobuf.FileOptions { optional string file_opt = 50001; }
extend google.protobuf.MessageOptions { optional Rule rule = 50002; repeated fixed64 list = 50003; optional float flt = 50004; optional sint32 si = 50005; optional bool yes = 50006; optional uint64 big = 50007; }
extend google.protobuf.FieldOptions { optional bytes bin = 50008; repeated Rule rules = 50009; }
message Deep { option (.o.rule).(ext) = "deep"; }
extend google.protobuf.EnumValueOptions { optional sint32 val_opt = 50010; }
extend google.protobuf.EnumOptions { optional Color enum_opt = 50011; }
extend google.protobuf.MethodOptions { optional Rule http = 50012; }
extend google.protobuf.OneofOptions { optional int32 one = 50013; }
extend google.protobuf.ServiceOptions { optional int64 svc = 50014; }
message M {
  option (rule).more.get = "g";
  option (list) = 1; option (list) = 18446744073709551615; option (flt) = 1.5; option (si) = -3; option (o.yes) = true; option (big) = 18446744073709551615;
  optional string s = 1 [(bin) = "\\xff\\0", ctype = CORD, (rules) = { get: "a" nums: [1, 2] nums: 3 }, (rules) = { more < get: 'x' 'y' > many: [ { get: "1" }, { color: BLUE } ]; Grp { x: -1 }, m { key: "k" value: 2 } [o.ext]: "e" any { [type.googleapis.com/o.Rule] { get: "in any" } } packed_nums: [-1, 2] d: -inf raw: "\\x00" }];
  oneof x { option (one) = 7; int32 y = 2 [jstype = JS_NORMAL]; }
}
service S { option (svc) = -9223372036854775808; rpc R(M) returns (M) { option (http) = { get: "/v1" }; option deprecated = true; option idempotency_level = IDEMPOTENT; } }
`,
  },
  'repeated custom options': {
    'a.proto': `syntax = "proto3";
package p;
import "google/protobuf/descriptor.proto";
extend google.protobuf.MessageOptions { repeated int32 packed = 50001; repeated sint32 unpacked = 50002 [packed = false]; repeated string text = 50003; }
message A { option (packed) = 1; option (unpacked) = 1; option deprecated = true; option (packed) = -2; option (unpacked) = -2; option (text) = "a"; option (text) = "b"; }
`,
    'b.proto': `syntax = "proto2";
package q;
import "google/protobuf/descriptor.proto";
import "a.proto";
extend google.protobuf.MessageOptions { repeated double packed = 50004 [packed = true]; repeated bool unpacked = 50005; }
message A { option (packed) = 1; option (packed) = 2.5; option (unpacked) = true; option (unpacked) = false; option (p.packed) = 7; }
`,
  },
  'edition 2024': {
    'a.proto': `// about the file
edition = "2024"; // about the edition
package e;
export message M { M m = 1; local enum E { Z = 0; } }
`,
  },
  'edition 2026': { 'a.proto': 'edition = "2026";\npackage e;\nmessage M { M m = 1; }\n' },
  editions: {
    'a.proto': `edition = "2023";
package e;
option features.field_presence = IMPLICIT;
option features.(pb.cpp).string_type = VIEW;
import "google/protobuf/cpp_features.proto";
message M {
  string a = 1;
  int32 b = 2 [features.field_presence = EXPLICIT, default = 5];
  string c = 3 [features.field_presence = LEGACY_REQUIRED];
  repeated int32 d = 4 [features.repeated_field_encoding = EXPANDED];
  M e = 5 [features.message_encoding = DELIMITED];
  map<string, string> f = 6 [features.utf8_validation = NONE];
  E g = 7 [features.field_presence = EXPLICIT];
  reserved foo, bar;
  reserved 10 to 20;
  oneof h { string i = 8; M j = 9; }
  map<string, M> k = 21;
}
enum E { option features.enum_type = CLOSED; E_ONE = 1; reserved E_TWO; }
`,
  },
  'empty statements and odd spacing': {
    'a.proto': `// header

/* block */ syntax="proto3" ; ;
package
  a . b
  . c ;
;message M{;int32 a=1;;string b=0x2;}; enum E{Z=0;;};
service S{;rpc A(M)returns(M);rpc B(M)returns(M){;};};
`,
  },
  'options set in several statements': {
    'a.proto': `syntax = "proto2";
import "google/protobuf/descriptor.proto";
message Rule { optional string a = 1; optional Rule more = 2; repeated int32 list = 3; extensions 100; }
extend Rule { optional Rule ext = 100; }
extend google.protobuf.MessageOptions { optional Rule rule = 50001; }
extend google.protobuf.FieldOptions { optional Rule field = 50001; }
message M {
  // About the rule's a.
  option (rule).a = "a";
  option (rule).more.a = "b"; // behind it
  option (rule).more.(ext).a = "c";
  option deprecated = true;
  option (rule).list = 1;
  /* The second. */
  option (rule).list = 2;
  optional int32 x = 1 [(field).a = "a", (field).more = { a: "b" }];
  optional int32 y = 2 [(field) = { a: "a" }, (field).more.a = "b", (field).list = 2];
}
message Whole {
  option (rule) = { a: "a" };
  option (rule).more.a = "b";
}
`,
  },
  'values in the text format, and escapes': {
    'a.proto': `syntax = "proto2";
import "google/protobuf/descriptor.proto";
enum Kind { K0 = 0; K5 = 5; }
message Rule { optional bool a = 1; optional Kind kind = 2; repeated float f = 3; optional string s = 4; optional Rule more = 5; }
extend google.protobuf.MessageOptions { optional Rule rule = 50001; }
message M {
  option (rule) = {
    a: t # ; it is "so" kind: K0
    kind: 5 f: [infinity, -INF] # f: 2
    more { a: 0 # s: "x"
    }
  };
  optional string s = 1 [default = "\\uD83D\\uDE00 \\U0000d83d\\uDE00 \\\\uD83D"];
  optional string t = 2 [default = "\\U00110000"];
  optional bytes b = 3 [default = "\\ud800 \\uD83D" "\\uDE00"];
}
`,
  },
  'entries of maps in options': {
    'a.proto': `syntax = "proto2";
import "google/protobuf/descriptor.proto";
enum Open { O0 = 0; O1 = 1; }
message Rule { map<string, int32> a = 1; map<int64, string> b = 2; map<bool, Rule> c = 3; map<sint32, double> d = 4; map<fixed64, bytes> e = 5; map<string, Open> g = 6; }
extend google.protobuf.MessageOptions { optional Rule rule = 50001; }
message M {
  option (rule) = { a { key: "x" } a { value: 1 } a {} b {} c {} c { key: true } d { key: -1 } e {} g {} };
}
`,
  },
};

/** Strings that are no text, which nothing that decodes a descriptor can print as they were. */
export const NO_TEXT: Readonly<Record<string, string>> = {
  'a.proto': `syntax = "proto2";
option java_package = "\\377";
option go_package = "a\\303b";
option (name) = "\\xfe";
option (deep) = { name: "\\xff\\300" names: ["\\200", "x"] };
option (deep).more = "\\xf0\\x9f";
import "google/protobuf/descriptor.proto";
message M {
  optional string a = 1 [default = "\\xff"];
  optional bytes b = 2 [default = "\\xff\\303\\244"];
  optional string c = 3 [default = "\\303\\244", (field) = "\\355\\240\\200"];
}
message Deep { optional string name = 1; repeated string names = 2; optional string more = 3; }
extend google.protobuf.FileOptions { optional string name = 50001; optional Deep deep = 50002; }
extend google.protobuf.FieldOptions { optional string field = 50001; }
`,
};
