/** Files that the cases may import. */
export const IMPORTABLE: Readonly<Record<string, string>> = {
  'other.proto': 'syntax = "proto3"; package other; message T {}',
  'passing.proto': 'syntax = "proto3"; import public "other.proto";',
  'using.proto': 'syntax = "proto3"; import "other.proto"; message U { other.T t = 1; }',
  'custom.proto': `syntax = "proto2"; package custom; import "google/protobuf/descriptor.proto";
message Rule { optional string a = 1; optional int32 b = 2; optional Rule more = 3; repeated int32 list = 4; }
extend google.protobuf.MessageOptions { optional Rule rule = 50000; optional uint32 count = 50001; repeated Rule rules = 50002; }`,
  'extendable.proto':
    'syntax = "proto2"; package extendable; message M { extensions 100; } enum Closed { A = 1; }',
  'visible.proto': `edition = "2024"; package visible;
message Plain { message Nested {} export message Shown {} extensions 1; }
export message Exported {}
local message Hidden {}
local message Extended { extensions 1; }
local enum HiddenKind { HIDDEN_KIND_UNKNOWN = 0; }`,
  'strict.proto': `edition = "2024"; package strict;
option features.default_symbol_visibility = STRICT;
message Plain {}
export message Exported {}
local message Kinds { export enum Kind { KIND_UNKNOWN = 0; } reserved 1 to max; }`,
  'targets.proto': `syntax = "proto2"; import "google/protobuf/descriptor.proto";
extend google.protobuf.FileOptions {
  optional int32 on_message = 50001 [targets = TARGET_TYPE_MESSAGE];
  optional int32 on_file = 50002 [targets = TARGET_TYPE_MESSAGE, targets = TARGET_TYPE_FILE];
  optional Rule rule = 50003;
}
message Rule {
  optional int32 on_field = 1 [targets = TARGET_TYPE_FIELD];
  optional int32 on_file = 2 [targets = TARGET_TYPE_FILE];
  optional int32 on_enum = 3 [targets = TARGET_TYPE_ENUM];
  optional Rule inner = 4;
}
extend google.protobuf.MessageOptions { optional int32 m_file = 50001 [targets = TARGET_TYPE_FILE]; optional int32 m_message = 50002 [targets = TARGET_TYPE_MESSAGE]; }
extend google.protobuf.FieldOptions { optional int32 f_oneof = 50001 [targets = TARGET_TYPE_ONEOF]; optional int32 f_field = 50002 [targets = TARGET_TYPE_FIELD]; }
extend google.protobuf.ExtensionRangeOptions { optional int32 r_range = 50001 [targets = TARGET_TYPE_EXTENSION_RANGE]; optional int32 r_field = 50002 [targets = TARGET_TYPE_FIELD]; }
extend google.protobuf.EnumOptions { optional int32 e_value = 50001 [targets = TARGET_TYPE_ENUM_ENTRY]; }
extend google.protobuf.EnumValueOptions { optional int32 v_value = 50001 [targets = TARGET_TYPE_ENUM_ENTRY]; optional int32 v_enum = 50002 [targets = TARGET_TYPE_ENUM]; }
extend google.protobuf.OneofOptions { optional int32 o_field = 50001 [targets = TARGET_TYPE_FIELD]; }
extend google.protobuf.ServiceOptions { optional int32 s_method = 50001 [targets = TARGET_TYPE_METHOD]; }
extend google.protobuf.MethodOptions { optional int32 m_service = 50001 [targets = TARGET_TYPE_SERVICE]; }`,
  'lite.proto':
    'syntax = "proto2"; package lite; option optimize_for = LITE_RUNTIME; message L { extensions 1; }',
  'litepass.proto':
    'syntax = "proto2"; option optimize_for = LITE_RUNTIME; import public "lite.proto";',
  'features.proto': `edition = "2023"; package ft; import "google/protobuf/descriptor.proto";
extend google.protobuf.FeatureSet { TestFeatures test = 9995; }
enum Kind {
  KIND_UNKNOWN = 0;
  KIND_EARLY = 1;
  KIND_LATE = 2 [feature_support.edition_introduced = EDITION_2024];
}
message TestFeatures {
  int32 early = 1 [targets = TARGET_TYPE_FILE, targets = TARGET_TYPE_FIELD,
    feature_support.edition_introduced = EDITION_2023,
    edition_defaults = { edition: EDITION_LEGACY, value: "1" }];
  int32 late = 2 [targets = TARGET_TYPE_FILE, targets = TARGET_TYPE_FIELD,
    feature_support.edition_introduced = EDITION_2024,
    edition_defaults = { edition: EDITION_LEGACY, value: "1" }];
  int32 gone = 3 [targets = TARGET_TYPE_FILE,
    feature_support = { edition_introduced: EDITION_2023 edition_removed: EDITION_2024 removal_error: "gone" },
    edition_defaults = { edition: EDITION_LEGACY, value: "1" }];
  Kind kind = 4 [targets = TARGET_TYPE_FILE,
    feature_support.edition_introduced = EDITION_2023,
    edition_defaults = { edition: EDITION_LEGACY, value: "KIND_EARLY" }];
  int32 old = 5 [targets = TARGET_TYPE_FILE,
    feature_support = { edition_introduced: EDITION_2023 edition_deprecated: EDITION_2024 deprecation_warning: "old" },
    edition_defaults = { edition: EDITION_LEGACY, value: "1" }];
}
message Deep { int32 late = 1 [feature_support.edition_introduced = EDITION_2026]; }
extend google.protobuf.FieldOptions {
  int32 late_option = 50001 [feature_support.edition_introduced = EDITION_2024];
  int32 gone_option = 50002 [feature_support = { edition_introduced: EDITION_2023 edition_removed: EDITION_2024 removal_error: "gone" }];
  Deep deep_option = 50003;
}`,
  'enums.proto': `syntax = "proto2"; import "google/protobuf/descriptor.proto"; import "openenum.proto";
enum Closed { A = 1; B = 2; }
message Rule { optional Closed closed = 1; optional OpenKind open = 2; repeated Closed closeds = 3; repeated OpenKind opens = 4; map<int32, OpenKind> by = 5; }
extend google.protobuf.FileOptions { optional Rule rule = 50001; }`,
  'openenum.proto': 'syntax = "proto3"; enum OpenKind { A_ZERO = 0; A_ONE = 1; }',
};
