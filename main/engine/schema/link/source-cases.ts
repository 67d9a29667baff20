/** Small files that hold each thing of which the place is told: title, name, text. */
export const SOURCE_CASES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a file without anything': { 'a.proto': '' },
  'a file of comments': { 'a.proto': '\n// One.\n\n/* Two. */\n\n' },
  'the head of a file': {
    'a.proto': `// License.

// Syntax.
syntax = "proto2" ; // After it.
// Detached.

// Package.
package a . b.
  c;
import "b.proto";
/* Public. */ import public "c.proto"; // After public.
import weak
  "d.proto";
import "google/protobuf/descriptor.proto";
;
option java_package = "x" "y"; // After an option.
option (a.b.c.first).inner.value = -1;
option optimize_for = SPEED;
extend google.protobuf.FileOptions { optional Outer first = 50001; }
message Outer { optional Inner inner = 1; message Inner { optional sint32 value = 1; } }
`,
    'b.proto': 'syntax = "proto3";',
    'c.proto': 'syntax = "proto3"; package c;',
    'd.proto': 'package d;',
  },
  'comments before what ends a block': {
    'a.proto': `syntax = "proto3";
message A { int32 a = 1; /* One. */ } /* Two. */
message B { int32 a = 1; /* One,
  and on. */ }
message C { int32 a = 1; /* One. */
}
message D { int32 a = 1;
  /* One. */ }
message E { /* One. */ }
message F { int32 a = 1; /* One. */ /* Two. */ }
message G { int32 a = 1; } // One.
`,
  },
  'a byte order mark': {
    'a.proto': `\ufeff/* One. */ syntax = "proto3"; package\ta; message A {\n}\nmessage B { int32 a = 1; }`,
  },
  'fields of every form': {
    'a.proto': `syntax = "proto2";
package a;
message M {
  // Leads.
  optional int32 plain = 1; // Trails.
  required .a.M absolute = 2 [deprecated = true];
  repeated a . M relative
      = 3;
  optional string named = 4 [json_name = "other" "Name", default = "x" "y", ctype = CORD];
  optional sint64 low = 0x05 [default = -0x10];
  optional double far = 6 [default = -inf];
  optional E choice = 7 [default = B];
  map < string , .a.M > by_name = 8 [deprecated = true];
  map<int32, bytes> by_number = 9;
  optional map kept = 10;
  message map {}
  oneof which {
    // In a oneof.
    int32 first = 11;
    M second = 12 [lazy = true];
    group Third = 13 { optional int32 deep = 1; }
  }
  oneof other { bool is = 14; };
}
enum E { A = 0; B = -1; /* Behind. */ C = 0x7FFFFFFF [deprecated = true]; }
`,
  },
  'optional fields of proto3': {
    'a.proto': `syntax = "proto3";
message M { optional int32 a = 1; oneof b { string c = 2; } optional M d = 3 [json_name = "D"]; }
`,
  },
  groups: {
    'a.proto': `syntax = "proto2";
message M {
  // Before.
  optional group Item = 1 { // Inside.
    // Deep.
    repeated group Part = 2 [deprecated = true] { optional int32 a = 1; }
    message Nested {}
  } // Behind.
  extensions 100 to 200;
}
extend M { repeated group Extra = 100 { optional int32 b = 1; } }
message Holder { extend .M { optional group Inner = 101 { optional int32 c = 1; } } }
`,
  },
  'ranges and reserved names': {
    'a.proto': `syntax = "proto2";
import "google/protobuf/descriptor.proto";
message M {
  // Reserved.
  reserved 1, 3 to 5, 1000 to max; // Behind.
  reserved "a", "b" "c";
  extensions 10, 20 to 29 /* Here. */, 100 to 0x80 [(note) = "n", verification = UNVERIFIED];
  extensions 200 [declaration = { number: 200 full_name: ".x" type: ".y" }];
  reserved 6;
  reserved "d";
  extensions 300;
}
extend google.protobuf.ExtensionRangeOptions { optional string note = 50001; }
enum E {
  reserved -5 to -2, 10, -9, 20 to max;
  reserved "X";
  A = 0;
  reserved "Y", "Z";
  reserved 15;
}
`,
  },
  extensions: {
    'a.proto': `syntax = "proto2";
package a;
message M { extensions 1 to 100; }
// Extends.
extend .a. M { // Inside.
  // First.
  optional int32 one = 1;
  repeated M two = 2 [deprecated = true]; // Behind.
}
message Holder {
  extend a.M { optional string three = 3 [default = "3"]; }
  extend M { optional int32 four = 4; }
}
`,
  },
  'options of everything': {
    'a.proto': `syntax = "proto2";
package o;
import "google/protobuf/descriptor.proto";
message Rule {
  optional string text = 1; repeated int32 numbers = 2; optional Rule more = 3; repeated Rule list = 4;
  extensions 100 to 200;
  optional group Part = 5 { optional int32 a = 1; }
}
extend Rule { optional Rule beyond = 100; repeated string words = 101; }
extend google.protobuf.FileOptions { optional Rule file = 50001; repeated string names = 50002; }
extend google.protobuf.MessageOptions { optional Rule message = 50001; repeated Rule rules = 50002; }
extend google.protobuf.FieldOptions { optional Rule field = 50001; repeated int32 marks = 50002; }
extend google.protobuf.OneofOptions { optional Rule oneof = 50001; }
extend google.protobuf.EnumOptions { optional Rule enum = 50001; }
extend google.protobuf.EnumValueOptions { optional Rule value = 50001; repeated string tags = 50002; }
extend google.protobuf.ServiceOptions { optional Rule service = 50001; }
extend google.protobuf.MethodOptions { optional Rule method = 50001; }
option (names) = "one"; // Of names.
option (file).text = "t";
option (names) = "two";
option (file).more.(beyond).numbers = 1;
option (file).more.(o.beyond).numbers = 2;
option (file).more.(.o.beyond).(words) = "w";
option (file).part.a = 1;
message M {
  // Of the message.
  option (message) = { // Not told.
    text: "x" more { numbers: [1, 2] } list { text: "a" } list < text: "b" >
    [o.beyond] { text: "c" }
  }; // Behind.
  option (rules) = {};
  option (rules) = { text: "second" };
  option deprecated = true;
  option no_standard_descriptor_accessor = false;
  optional int32 f = 1 [(field).text = "a", (marks) = 1, deprecated = true, (marks) = -2, (field).list = {}];
  optional int32 g = 2 [(field) = { text: "a" },
    (marks) = 0x10];
  repeated string s = 3 [targets = TARGET_TYPE_FILE, targets = TARGET_TYPE_ENUM,
    edition_defaults = { edition: EDITION_2023 value: "1" }];
  oneof one { option (oneof).text = "o"; int32 a = 4; option (oneof).numbers = 3; }
  map<string, M> map = 5 [(field) = {}];
}
enum E { option allow_alias = true; option (enum).text = "e"; A = 0 [(value).text = "v"]; B = 0 [(tags) = "1", (tags) = "2", deprecated = true]; }
service S {
  // Of the service.
  option (service).text = "s";
  option deprecated = false;
  rpc Get(M) returns (M) { // Inside.
    // Of the method.
    option (method) = { text: "m" };
    option idempotency_level = NO_SIDE_EFFECTS; ;
  } // Behind.
}
`,
  },
  services: {
    'a.proto': `syntax = "proto3";
package s;
message M {}
// Serves.
service S { // Inside.
  // One.
  rpc One(M) returns (M); // Behind one.
  rpc Two ( stream M ) returns ( .s.M );
  rpc Three(s. M) returns (stream s.M) {} // Behind three.
  /* Four. */ rpc Four(stream .s.M)
    returns (stream M) {
    // In four.
    ;
  };
}
service Empty {}
`,
  },
  editions: {
    'a.proto': `// Edition.
edition = "2023";
package e;
option features.field_presence = IMPLICIT;
message M {
  reserved a, b;
  int32 f = 1 [features.field_presence = EXPLICIT];
  M g = 2 [features.message_encoding = DELIMITED];
  map<string, string> m = 3 [features.utf8_validation = NONE];
}
enum E { option features.enum_type = OPEN; reserved x, y; A = 0; }
`,
  },
  'edition 2024': {
    'a.proto': `edition = "2024";
package e;
import "b.proto";
import option "c.proto";
import option "google/protobuf/descriptor.proto";
option (c.mark) = 1;
// Exported.
export message M { local enum Kind { KIND_UNSPECIFIED = 0; } export message Inner { int32 number = 1; } }
/* Local. */ local enum Color { COLOR_UNSPECIFIED = 0; }
local message Other {}
message Plain {}
`,
    'b.proto': 'edition = "2024"; package b;',
    'c.proto':
      'edition = "2024"; package c; import "google/protobuf/descriptor.proto"; extend google.protobuf.FileOptions { int32 mark = 50001; }',
  },
  'tabs and letters of several bytes': {
    'a.proto':
      'syntax = "proto3";\n\tmessage\tA {\n\t\tint32\ta = 1 ; /* ß */ int32 b\t=\t2 [json_name = "ö€😀"];\n  \tstring c = 3; }\n',
  },
  'comments of every form': {
    'a.proto': `syntax = "proto3";
package c;

// Detached 1.

/* Detached 2. */

/** Leads.
 *  More.
 */
message M { // Trails.

  // Detached in M.

  // Leads a.
  int32 a = 1; // Trails a.
  // More of a.

  int32 b /* In b. */ = 2 /* Before the end. */ ; /* Behind b. */
  /* Before c. */ int32 c = 3;

  // Below c.

  // Before a oneof.
  oneof one { // In the oneof.
    // Before d.
    int32 d = 4; // Behind d.
  } // Behind the oneof.

  // Reserved.
  reserved 9; // Behind reserved.
  // Reserved names.
  reserved "z"; /* Behind names. */
  // At the end.
} // Behind M.
// Far behind.
;
// Last.
`,
  },
};
