// Written by descriptor-codecs.test.ts.
export const descriptorCodecs = {
  ".google.protobuf.FileDescriptorSet": {
    ctor: () => function (p){
  this.file=[]
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 1:
  {
  if(u!==2)
  break
  if(!(m.file&&m.file.length))
  m.file=[]
  m.file.push(types[0].decode(r,r.size(),undefined,q+1))
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.FileDescriptorProto": {
    ctor: () => function (p){
  this.dependency=[]
  this.publicDependency=[]
  this.weakDependency=[]
  this.optionDependency=[]
  this.messageType=[]
  this.enumType=[]
  this.service=[]
  this.extension=[]
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m,v
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 1:{
  if(u!==2)
  break
  m.name=r.string()
  continue
  }
  case 2:{
  if(u!==2)
  break
  m["package"]=r.string()
  continue
  }
  case 3:
  {
  if(u!==2)
  break
  if(!(m.dependency&&m.dependency.length))
  m.dependency=[]
  m.dependency.push(r.string())
  continue
  }
  case 10:
  {
  if(u===2){
  if(!(m.publicDependency&&m.publicDependency.length))
  m.publicDependency=[]
  r.int32s(m.publicDependency)
  continue
  }
  if(u!==0)
  break
  if(!(m.publicDependency&&m.publicDependency.length))
  m.publicDependency=[]
  m.publicDependency.push(r.int32())
  continue
  }
  case 11:
  {
  if(u===2){
  if(!(m.weakDependency&&m.weakDependency.length))
  m.weakDependency=[]
  r.int32s(m.weakDependency)
  continue
  }
  if(u!==0)
  break
  if(!(m.weakDependency&&m.weakDependency.length))
  m.weakDependency=[]
  m.weakDependency.push(r.int32())
  continue
  }
  case 15:
  {
  if(u!==2)
  break
  if(!(m.optionDependency&&m.optionDependency.length))
  m.optionDependency=[]
  m.optionDependency.push(r.string())
  continue
  }
  case 4:
  {
  if(u!==2)
  break
  if(!(m.messageType&&m.messageType.length))
  m.messageType=[]
  m.messageType.push(types[6].decode(r,r.size(),undefined,q+1))
  continue
  }
  case 5:
  {
  if(u!==2)
  break
  if(!(m.enumType&&m.enumType.length))
  m.enumType=[]
  m.enumType.push(types[7].decode(r,r.size(),undefined,q+1))
  continue
  }
  case 6:
  {
  if(u!==2)
  break
  if(!(m.service&&m.service.length))
  m.service=[]
  m.service.push(types[8].decode(r,r.size(),undefined,q+1))
  continue
  }
  case 7:
  {
  if(u!==2)
  break
  if(!(m.extension&&m.extension.length))
  m.extension=[]
  m.extension.push(types[9].decode(r,r.size(),undefined,q+1))
  continue
  }
  case 8:{
  if(u!==2)
  break
  m.options=types[10].decode(r,r.size(),undefined,q+1,m.options)
  continue
  }
  case 9:{
  if(u!==2)
  break
  m.sourceCodeInfo=types[11].decode(r,r.size(),undefined,q+1,m.sourceCodeInfo)
  continue
  }
  case 12:{
  if(u!==2)
  break
  m.syntax=r.string()
  continue
  }
  case 14:{
  if(u!==0)
  break
  v=r.int32()
  if(types[13].valuesById[v]!==undefined){
  m.edition=v
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.DescriptorProto": {
    ctor: () => function (p){
  this.field=[]
  this.extension=[]
  this.nestedType=[]
  this.enumType=[]
  this.extensionRange=[]
  this.oneofDecl=[]
  this.reservedRange=[]
  this.reservedName=[]
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m,v
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 1:{
  if(u!==2)
  break
  m.name=r.string()
  continue
  }
  case 2:
  {
  if(u!==2)
  break
  if(!(m.field&&m.field.length))
  m.field=[]
  m.field.push(types[1].decode(r,r.size(),undefined,q+1))
  continue
  }
  case 6:
  {
  if(u!==2)
  break
  if(!(m.extension&&m.extension.length))
  m.extension=[]
  m.extension.push(types[2].decode(r,r.size(),undefined,q+1))
  continue
  }
  case 3:
  {
  if(u!==2)
  break
  if(!(m.nestedType&&m.nestedType.length))
  m.nestedType=[]
  m.nestedType.push(types[3].decode(r,r.size(),undefined,q+1))
  continue
  }
  case 4:
  {
  if(u!==2)
  break
  if(!(m.enumType&&m.enumType.length))
  m.enumType=[]
  m.enumType.push(types[4].decode(r,r.size(),undefined,q+1))
  continue
  }
  case 5:
  {
  if(u!==2)
  break
  if(!(m.extensionRange&&m.extensionRange.length))
  m.extensionRange=[]
  m.extensionRange.push(types[5].decode(r,r.size(),undefined,q+1))
  continue
  }
  case 8:
  {
  if(u!==2)
  break
  if(!(m.oneofDecl&&m.oneofDecl.length))
  m.oneofDecl=[]
  m.oneofDecl.push(types[6].decode(r,r.size(),undefined,q+1))
  continue
  }
  case 7:{
  if(u!==2)
  break
  m.options=types[7].decode(r,r.size(),undefined,q+1,m.options)
  continue
  }
  case 9:
  {
  if(u!==2)
  break
  if(!(m.reservedRange&&m.reservedRange.length))
  m.reservedRange=[]
  m.reservedRange.push(types[8].decode(r,r.size(),undefined,q+1))
  continue
  }
  case 10:
  {
  if(u!==2)
  break
  if(!(m.reservedName&&m.reservedName.length))
  m.reservedName=[]
  m.reservedName.push(r.string())
  continue
  }
  case 11:{
  if(u!==0)
  break
  v=r.int32()
  if(types[10].valuesById[v]!==undefined){
  m.visibility=v
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.DescriptorProto.ExtensionRange": {
    ctor: () => function (p){
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 1:{
  if(u!==0)
  break
  m.start=r.int32()
  continue
  }
  case 2:{
  if(u!==0)
  break
  m.end=r.int32()
  continue
  }
  case 3:{
  if(u!==2)
  break
  m.options=types[2].decode(r,r.size(),undefined,q+1,m.options)
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.DescriptorProto.ReservedRange": {
    ctor: () => function (p){
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 1:{
  if(u!==0)
  break
  m.start=r.int32()
  continue
  }
  case 2:{
  if(u!==0)
  break
  m.end=r.int32()
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.ExtensionRangeOptions": {
    ctor: () => function (p){
  this.uninterpretedOption=[]
  this.declaration=[]
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m,v
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 999:
  {
  if(u!==2)
  break
  if(!(m.uninterpretedOption&&m.uninterpretedOption.length))
  m.uninterpretedOption=[]
  m.uninterpretedOption.push(types[0].decode(r,r.size(),undefined,q+1))
  continue
  }
  case 2:
  {
  if(u!==2)
  break
  if(!(m.declaration&&m.declaration.length))
  m.declaration=[]
  m.declaration.push(types[1].decode(r,r.size(),undefined,q+1))
  continue
  }
  case 50:{
  if(u!==2)
  break
  m.features=types[2].decode(r,r.size(),undefined,q+1,m.features)
  continue
  }
  case 3:{
  if(u!==0)
  break
  v=r.int32()
  if(types[3].valuesById[v]!==undefined){
  m.verification=v
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.ExtensionRangeOptions.Declaration": {
    ctor: () => function (p){
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 1:{
  if(u!==0)
  break
  m.number=r.int32()
  continue
  }
  case 2:{
  if(u!==2)
  break
  m.fullName=r.string()
  continue
  }
  case 3:{
  if(u!==2)
  break
  m.type=r.string()
  continue
  }
  case 5:{
  if(u!==0)
  break
  m.reserved=r.bool()
  continue
  }
  case 6:{
  if(u!==0)
  break
  m.repeated=r.bool()
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.FieldDescriptorProto": {
    ctor: () => function (p){
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m,v
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 1:{
  if(u!==2)
  break
  m.name=r.string()
  continue
  }
  case 3:{
  if(u!==0)
  break
  m.number=r.int32()
  continue
  }
  case 4:{
  if(u!==0)
  break
  v=r.int32()
  if(types[2].valuesById[v]!==undefined){
  m.label=v
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  continue
  }
  case 5:{
  if(u!==0)
  break
  v=r.int32()
  if(types[3].valuesById[v]!==undefined){
  m.type=v
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  continue
  }
  case 6:{
  if(u!==2)
  break
  m.typeName=r.string()
  continue
  }
  case 2:{
  if(u!==2)
  break
  m.extendee=r.string()
  continue
  }
  case 7:{
  if(u!==2)
  break
  m.defaultValue=r.string()
  continue
  }
  case 9:{
  if(u!==0)
  break
  m.oneofIndex=r.int32()
  continue
  }
  case 10:{
  if(u!==2)
  break
  m.jsonName=r.string()
  continue
  }
  case 8:{
  if(u!==2)
  break
  m.options=types[9].decode(r,r.size(),undefined,q+1,m.options)
  continue
  }
  case 17:{
  if(u!==0)
  break
  m.proto3Optional=r.bool()
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.OneofDescriptorProto": {
    ctor: () => function (p){
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 1:{
  if(u!==2)
  break
  m.name=r.string()
  continue
  }
  case 2:{
  if(u!==2)
  break
  m.options=types[1].decode(r,r.size(),undefined,q+1,m.options)
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.EnumDescriptorProto": {
    ctor: () => function (p){
  this.value=[]
  this.reservedRange=[]
  this.reservedName=[]
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m,v
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 1:{
  if(u!==2)
  break
  m.name=r.string()
  continue
  }
  case 2:
  {
  if(u!==2)
  break
  if(!(m.value&&m.value.length))
  m.value=[]
  m.value.push(types[1].decode(r,r.size(),undefined,q+1))
  continue
  }
  case 3:{
  if(u!==2)
  break
  m.options=types[2].decode(r,r.size(),undefined,q+1,m.options)
  continue
  }
  case 4:
  {
  if(u!==2)
  break
  if(!(m.reservedRange&&m.reservedRange.length))
  m.reservedRange=[]
  m.reservedRange.push(types[3].decode(r,r.size(),undefined,q+1))
  continue
  }
  case 5:
  {
  if(u!==2)
  break
  if(!(m.reservedName&&m.reservedName.length))
  m.reservedName=[]
  m.reservedName.push(r.string())
  continue
  }
  case 6:{
  if(u!==0)
  break
  v=r.int32()
  if(types[5].valuesById[v]!==undefined){
  m.visibility=v
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.EnumDescriptorProto.EnumReservedRange": {
    ctor: () => function (p){
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 1:{
  if(u!==0)
  break
  m.start=r.int32()
  continue
  }
  case 2:{
  if(u!==0)
  break
  m.end=r.int32()
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.EnumValueDescriptorProto": {
    ctor: () => function (p){
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 1:{
  if(u!==2)
  break
  m.name=r.string()
  continue
  }
  case 2:{
  if(u!==0)
  break
  m.number=r.int32()
  continue
  }
  case 3:{
  if(u!==2)
  break
  m.options=types[2].decode(r,r.size(),undefined,q+1,m.options)
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.ServiceDescriptorProto": {
    ctor: () => function (p){
  this.method=[]
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 1:{
  if(u!==2)
  break
  m.name=r.string()
  continue
  }
  case 2:
  {
  if(u!==2)
  break
  if(!(m.method&&m.method.length))
  m.method=[]
  m.method.push(types[1].decode(r,r.size(),undefined,q+1))
  continue
  }
  case 3:{
  if(u!==2)
  break
  m.options=types[2].decode(r,r.size(),undefined,q+1,m.options)
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.MethodDescriptorProto": {
    ctor: () => function (p){
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 1:{
  if(u!==2)
  break
  m.name=r.string()
  continue
  }
  case 2:{
  if(u!==2)
  break
  m.inputType=r.string()
  continue
  }
  case 3:{
  if(u!==2)
  break
  m.outputType=r.string()
  continue
  }
  case 4:{
  if(u!==2)
  break
  m.options=types[3].decode(r,r.size(),undefined,q+1,m.options)
  continue
  }
  case 5:{
  if(u!==0)
  break
  m.clientStreaming=r.bool()
  continue
  }
  case 6:{
  if(u!==0)
  break
  m.serverStreaming=r.bool()
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.FileOptions": {
    ctor: () => function (p){
  this.uninterpretedOption=[]
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m,v
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 1:{
  if(u!==2)
  break
  m.javaPackage=r.string()
  continue
  }
  case 8:{
  if(u!==2)
  break
  m.javaOuterClassname=r.string()
  continue
  }
  case 10:{
  if(u!==0)
  break
  m.javaMultipleFiles=r.bool()
  continue
  }
  case 20:{
  if(u!==0)
  break
  m.javaGenerateEqualsAndHash=r.bool()
  continue
  }
  case 27:{
  if(u!==0)
  break
  m.javaStringCheckUtf8=r.bool()
  continue
  }
  case 9:{
  if(u!==0)
  break
  v=r.int32()
  if(types[5].valuesById[v]!==undefined){
  m.optimizeFor=v
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  continue
  }
  case 11:{
  if(u!==2)
  break
  m.goPackage=r.string()
  continue
  }
  case 16:{
  if(u!==0)
  break
  m.ccGenericServices=r.bool()
  continue
  }
  case 17:{
  if(u!==0)
  break
  m.javaGenericServices=r.bool()
  continue
  }
  case 18:{
  if(u!==0)
  break
  m.pyGenericServices=r.bool()
  continue
  }
  case 23:{
  if(u!==0)
  break
  m.deprecated=r.bool()
  continue
  }
  case 31:{
  if(u!==0)
  break
  m.ccEnableArenas=r.bool()
  continue
  }
  case 36:{
  if(u!==2)
  break
  m.objcClassPrefix=r.string()
  continue
  }
  case 37:{
  if(u!==2)
  break
  m.csharpNamespace=r.string()
  continue
  }
  case 39:{
  if(u!==2)
  break
  m.swiftPrefix=r.string()
  continue
  }
  case 40:{
  if(u!==2)
  break
  m.phpClassPrefix=r.string()
  continue
  }
  case 41:{
  if(u!==2)
  break
  m.phpNamespace=r.string()
  continue
  }
  case 44:{
  if(u!==2)
  break
  m.phpMetadataNamespace=r.string()
  continue
  }
  case 45:{
  if(u!==2)
  break
  m.rubyPackage=r.string()
  continue
  }
  case 50:{
  if(u!==2)
  break
  m.features=types[19].decode(r,r.size(),undefined,q+1,m.features)
  continue
  }
  case 999:
  {
  if(u!==2)
  break
  if(!(m.uninterpretedOption&&m.uninterpretedOption.length))
  m.uninterpretedOption=[]
  m.uninterpretedOption.push(types[20].decode(r,r.size(),undefined,q+1))
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.MessageOptions": {
    ctor: () => function (p){
  this.uninterpretedOption=[]
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 1:{
  if(u!==0)
  break
  m.messageSetWireFormat=r.bool()
  continue
  }
  case 2:{
  if(u!==0)
  break
  m.noStandardDescriptorAccessor=r.bool()
  continue
  }
  case 3:{
  if(u!==0)
  break
  m.deprecated=r.bool()
  continue
  }
  case 7:{
  if(u!==0)
  break
  m.mapEntry=r.bool()
  continue
  }
  case 11:{
  if(u!==0)
  break
  m.deprecatedLegacyJsonFieldConflicts=r.bool()
  continue
  }
  case 12:{
  if(u!==2)
  break
  m.features=types[5].decode(r,r.size(),undefined,q+1,m.features)
  continue
  }
  case 999:
  {
  if(u!==2)
  break
  if(!(m.uninterpretedOption&&m.uninterpretedOption.length))
  m.uninterpretedOption=[]
  m.uninterpretedOption.push(types[6].decode(r,r.size(),undefined,q+1))
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.FieldOptions": {
    ctor: () => function (p){
  this.targets=[]
  this.editionDefaults=[]
  this.uninterpretedOption=[]
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m,v
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 1:{
  if(u!==0)
  break
  v=r.int32()
  if(types[0].valuesById[v]!==undefined){
  m.ctype=v
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  continue
  }
  case 2:{
  if(u!==0)
  break
  m.packed=r.bool()
  continue
  }
  case 6:{
  if(u!==0)
  break
  v=r.int32()
  if(types[2].valuesById[v]!==undefined){
  m.jstype=v
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  continue
  }
  case 5:{
  if(u!==0)
  break
  m.lazy=r.bool()
  continue
  }
  case 15:{
  if(u!==0)
  break
  m.unverifiedLazy=r.bool()
  continue
  }
  case 3:{
  if(u!==0)
  break
  m.deprecated=r.bool()
  continue
  }
  case 10:{
  if(u!==0)
  break
  m.weak=r.bool()
  continue
  }
  case 16:{
  if(u!==0)
  break
  m.debugRedact=r.bool()
  continue
  }
  case 17:{
  if(u!==0)
  break
  v=r.int32()
  if(types[8].valuesById[v]!==undefined){
  m.retention=v
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  continue
  }
  case 19:
  {
  if(u===2){
  var c2=r.size()+r.pos
  if(c2>r.len)
  throw RangeError("index out of range")
  r.len=c2
  while(r.pos<c2){
  s=r.pos
  v=r.int32()
  if(types[9].valuesById[v]!==undefined){
  if(!(m.targets&&m.targets.length))
  m.targets=[]
  m.targets.push(v)
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(util.rawField(19,0,r.raw(s,r.pos)))
  }
  }
  if(r.pos!==c2)
  throw RangeError("index out of range")
  r.len=c
  continue
  }
  if(u!==0)
  break
  v=r.int32()
  if(types[9].valuesById[v]!==undefined){
  if(!(m.targets&&m.targets.length))
  m.targets=[]
  m.targets.push(v)
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  continue
  }
  case 20:
  {
  if(u!==2)
  break
  if(!(m.editionDefaults&&m.editionDefaults.length))
  m.editionDefaults=[]
  m.editionDefaults.push(types[10].decode(r,r.size(),undefined,q+1))
  continue
  }
  case 21:{
  if(u!==2)
  break
  m.features=types[11].decode(r,r.size(),undefined,q+1,m.features)
  continue
  }
  case 22:{
  if(u!==2)
  break
  m.featureSupport=types[12].decode(r,r.size(),undefined,q+1,m.featureSupport)
  continue
  }
  case 999:
  {
  if(u!==2)
  break
  if(!(m.uninterpretedOption&&m.uninterpretedOption.length))
  m.uninterpretedOption=[]
  m.uninterpretedOption.push(types[13].decode(r,r.size(),undefined,q+1))
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.FieldOptions.EditionDefault": {
    ctor: () => function (p){
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m,v
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 3:{
  if(u!==0)
  break
  v=r.int32()
  if(types[0].valuesById[v]!==undefined){
  m.edition=v
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  continue
  }
  case 2:{
  if(u!==2)
  break
  m.value=r.string()
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.FieldOptions.FeatureSupport": {
    ctor: () => function (p){
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m,v
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 1:{
  if(u!==0)
  break
  v=r.int32()
  if(types[0].valuesById[v]!==undefined){
  m.editionIntroduced=v
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  continue
  }
  case 2:{
  if(u!==0)
  break
  v=r.int32()
  if(types[1].valuesById[v]!==undefined){
  m.editionDeprecated=v
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  continue
  }
  case 3:{
  if(u!==2)
  break
  m.deprecationWarning=r.string()
  continue
  }
  case 4:{
  if(u!==0)
  break
  v=r.int32()
  if(types[3].valuesById[v]!==undefined){
  m.editionRemoved=v
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.OneofOptions": {
    ctor: () => function (p){
  this.uninterpretedOption=[]
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 1:{
  if(u!==2)
  break
  m.features=types[0].decode(r,r.size(),undefined,q+1,m.features)
  continue
  }
  case 999:
  {
  if(u!==2)
  break
  if(!(m.uninterpretedOption&&m.uninterpretedOption.length))
  m.uninterpretedOption=[]
  m.uninterpretedOption.push(types[1].decode(r,r.size(),undefined,q+1))
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.EnumOptions": {
    ctor: () => function (p){
  this.uninterpretedOption=[]
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 2:{
  if(u!==0)
  break
  m.allowAlias=r.bool()
  continue
  }
  case 3:{
  if(u!==0)
  break
  m.deprecated=r.bool()
  continue
  }
  case 6:{
  if(u!==0)
  break
  m.deprecatedLegacyJsonFieldConflicts=r.bool()
  continue
  }
  case 7:{
  if(u!==2)
  break
  m.features=types[3].decode(r,r.size(),undefined,q+1,m.features)
  continue
  }
  case 999:
  {
  if(u!==2)
  break
  if(!(m.uninterpretedOption&&m.uninterpretedOption.length))
  m.uninterpretedOption=[]
  m.uninterpretedOption.push(types[4].decode(r,r.size(),undefined,q+1))
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.EnumValueOptions": {
    ctor: () => function (p){
  this.uninterpretedOption=[]
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 1:{
  if(u!==0)
  break
  m.deprecated=r.bool()
  continue
  }
  case 2:{
  if(u!==2)
  break
  m.features=types[1].decode(r,r.size(),undefined,q+1,m.features)
  continue
  }
  case 3:{
  if(u!==0)
  break
  m.debugRedact=r.bool()
  continue
  }
  case 4:{
  if(u!==2)
  break
  m.featureSupport=types[3].decode(r,r.size(),undefined,q+1,m.featureSupport)
  continue
  }
  case 999:
  {
  if(u!==2)
  break
  if(!(m.uninterpretedOption&&m.uninterpretedOption.length))
  m.uninterpretedOption=[]
  m.uninterpretedOption.push(types[4].decode(r,r.size(),undefined,q+1))
  continue
  }
  case 998:{
  if(u!==2)
  break
  m[".pb.enumvalue.json"]=types[5].decode(r,r.size(),undefined,q+1,m[".pb.enumvalue.json"])
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.ServiceOptions": {
    ctor: () => function (p){
  this.uninterpretedOption=[]
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 34:{
  if(u!==2)
  break
  m.features=types[0].decode(r,r.size(),undefined,q+1,m.features)
  continue
  }
  case 33:{
  if(u!==0)
  break
  m.deprecated=r.bool()
  continue
  }
  case 999:
  {
  if(u!==2)
  break
  if(!(m.uninterpretedOption&&m.uninterpretedOption.length))
  m.uninterpretedOption=[]
  m.uninterpretedOption.push(types[2].decode(r,r.size(),undefined,q+1))
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.MethodOptions": {
    ctor: () => function (p){
  this.uninterpretedOption=[]
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m,v
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 33:{
  if(u!==0)
  break
  m.deprecated=r.bool()
  continue
  }
  case 34:{
  if(u!==0)
  break
  v=r.int32()
  if(types[1].valuesById[v]!==undefined){
  m.idempotencyLevel=v
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  continue
  }
  case 35:{
  if(u!==2)
  break
  m.features=types[2].decode(r,r.size(),undefined,q+1,m.features)
  continue
  }
  case 999:
  {
  if(u!==2)
  break
  if(!(m.uninterpretedOption&&m.uninterpretedOption.length))
  m.uninterpretedOption=[]
  m.uninterpretedOption.push(types[3].decode(r,r.size(),undefined,q+1))
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.UninterpretedOption": {
    ctor: () => function (p){
  this.name=[]
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 2:
  {
  if(u!==2)
  break
  if(!(m.name&&m.name.length))
  m.name=[]
  m.name.push(types[0].decode(r,r.size(),undefined,q+1))
  continue
  }
  case 3:{
  if(u!==2)
  break
  m.identifierValue=r.string()
  continue
  }
  case 4:{
  if(u!==0)
  break
  m.positiveIntValue=r.uint64()
  continue
  }
  case 5:{
  if(u!==0)
  break
  m.negativeIntValue=r.int64()
  continue
  }
  case 6:{
  if(u!==1)
  break
  m.doubleValue=r.double()
  continue
  }
  case 7:{
  if(u!==2)
  break
  m.stringValue=r.bytes()
  continue
  }
  case 8:{
  if(u!==2)
  break
  m.aggregateValue=r.string()
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.UninterpretedOption.NamePart": {
    ctor: () => function (p){
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 1:{
  if(u!==2)
  break
  m.namePart=r.string()
  continue
  }
  case 2:{
  if(u!==0)
  break
  m.isExtension=r.bool()
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  if(!Object.hasOwnProperty.call(m,"namePart"))
  throw util.ProtocolError("missing required 'namePart'",{instance:m})
  if(!Object.hasOwnProperty.call(m,"isExtension"))
  throw util.ProtocolError("missing required 'isExtension'",{instance:m})
  return m
},
  },
  ".google.protobuf.FeatureSet": {
    ctor: () => function (p){
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m,v
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 1:{
  if(u!==0)
  break
  v=r.int32()
  if(types[0].valuesById[v]!==undefined){
  m.fieldPresence=v
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  continue
  }
  case 2:{
  if(u!==0)
  break
  v=r.int32()
  if(types[1].valuesById[v]!==undefined){
  m.enumType=v
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  continue
  }
  case 3:{
  if(u!==0)
  break
  v=r.int32()
  if(types[2].valuesById[v]!==undefined){
  m.repeatedFieldEncoding=v
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  continue
  }
  case 4:{
  if(u!==0)
  break
  v=r.int32()
  if(types[3].valuesById[v]!==undefined){
  m.utf8Validation=v
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  continue
  }
  case 5:{
  if(u!==0)
  break
  v=r.int32()
  if(types[4].valuesById[v]!==undefined){
  m.messageEncoding=v
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  continue
  }
  case 6:{
  if(u!==0)
  break
  v=r.int32()
  if(types[5].valuesById[v]!==undefined){
  m.jsonFormat=v
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  continue
  }
  case 7:{
  if(u!==0)
  break
  v=r.int32()
  if(types[6].valuesById[v]!==undefined){
  m.enforceNamingStyle=v
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  continue
  }
  case 8:{
  if(u!==0)
  break
  v=r.int32()
  if(types[7].valuesById[v]!==undefined){
  m.defaultSymbolVisibility=v
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  continue
  }
  case 9:{
  if(u!==0)
  break
  v=r.int32()
  if(types[8].valuesById[v]!==undefined){
  m.enforceProtoLimits=v
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.FeatureSet.VisibilityFeature": {
    ctor: () => function (p){
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  r.skipType(t&7,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.FeatureSet.ProtoLimitsFeature": {
    ctor: () => function (p){
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  r.skipType(t&7,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.FeatureSetDefaults": {
    ctor: () => function (p){
  this.defaults=[]
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m,v
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 1:
  {
  if(u!==2)
  break
  if(!(m.defaults&&m.defaults.length))
  m.defaults=[]
  m.defaults.push(types[0].decode(r,r.size(),undefined,q+1))
  continue
  }
  case 4:{
  if(u!==0)
  break
  v=r.int32()
  if(types[1].valuesById[v]!==undefined){
  m.minimumEdition=v
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  continue
  }
  case 5:{
  if(u!==0)
  break
  v=r.int32()
  if(types[2].valuesById[v]!==undefined){
  m.maximumEdition=v
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.FeatureSetDefaults.FeatureSetEditionDefault": {
    ctor: () => function (p){
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m,v
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 3:{
  if(u!==0)
  break
  v=r.int32()
  if(types[0].valuesById[v]!==undefined){
  m.edition=v
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  continue
  }
  case 4:{
  if(u!==2)
  break
  m.overridableFeatures=types[1].decode(r,r.size(),undefined,q+1,m.overridableFeatures)
  continue
  }
  case 5:{
  if(u!==2)
  break
  m.fixedFeatures=types[2].decode(r,r.size(),undefined,q+1,m.fixedFeatures)
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.SourceCodeInfo": {
    ctor: () => function (p){
  this.location=[]
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 1:
  {
  if(u!==2)
  break
  if(!(m.location&&m.location.length))
  m.location=[]
  m.location.push(types[0].decode(r,r.size(),undefined,q+1))
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.SourceCodeInfo.Location": {
    ctor: () => function (p){
  this.path=[]
  this.span=[]
  this.leadingDetachedComments=[]
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 1:
  {
  if(u===2){
  if(!(m.path&&m.path.length))
  m.path=[]
  r.int32s(m.path)
  continue
  }
  if(u!==0)
  break
  if(!(m.path&&m.path.length))
  m.path=[]
  m.path.push(r.int32())
  continue
  }
  case 2:
  {
  if(u===2){
  if(!(m.span&&m.span.length))
  m.span=[]
  r.int32s(m.span)
  continue
  }
  if(u!==0)
  break
  if(!(m.span&&m.span.length))
  m.span=[]
  m.span.push(r.int32())
  continue
  }
  case 3:{
  if(u!==2)
  break
  m.leadingComments=r.string()
  continue
  }
  case 4:{
  if(u!==2)
  break
  m.trailingComments=r.string()
  continue
  }
  case 6:
  {
  if(u!==2)
  break
  if(!(m.leadingDetachedComments&&m.leadingDetachedComments.length))
  m.leadingDetachedComments=[]
  m.leadingDetachedComments.push(r.string())
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.GeneratedCodeInfo": {
    ctor: () => function (p){
  this.annotation=[]
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 1:
  {
  if(u!==2)
  break
  if(!(m.annotation&&m.annotation.length))
  m.annotation=[]
  m.annotation.push(types[0].decode(r,r.size(),undefined,q+1))
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".google.protobuf.GeneratedCodeInfo.Annotation": {
    ctor: () => function (p){
  this.path=[]
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m,v
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 1:
  {
  if(u===2){
  if(!(m.path&&m.path.length))
  m.path=[]
  r.int32s(m.path)
  continue
  }
  if(u!==0)
  break
  if(!(m.path&&m.path.length))
  m.path=[]
  m.path.push(r.int32())
  continue
  }
  case 2:{
  if(u!==2)
  break
  m.sourceFile=r.string()
  continue
  }
  case 3:{
  if(u!==0)
  break
  m.begin=r.int32()
  continue
  }
  case 4:{
  if(u!==0)
  break
  m.end=r.int32()
  continue
  }
  case 5:{
  if(u!==0)
  break
  v=r.int32()
  if(types[4].valuesById[v]!==undefined){
  m.semantic=v
  }else
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
  ".pb.enumvalue.JsonEnumValueOptions": {
    ctor: () => function (p){
  if(p)for(var ks=Object.keys(p),i=0;i<ks.length;++i)if(p[ks[i]]!=null&&ks[i]!=="__proto__")
  this[ks[i]]=p[ks[i]]
},
    decode: ({ Reader, types, util, C }) => function (r,l,z,q,g){
  if(!(r instanceof Reader))
  r=Reader.create(r)
  if(q===undefined)q=0
  if(q>Reader.recursionLimit)
  throw Error("max depth exceeded")
  var c,m
  if(l===undefined)
  c=r.len
  else{
  c=r.pos+l
  if(c>r.len)
  throw RangeError("index out of range")
  l=r.len
  r.len=c
  }
  m=g||new C
  while(r.pos<c){
  var s=r.pos
  var t=r.tag()
  if(t===z){
  z=undefined
  break
  }
  var u=t&7
  switch(t>>>=3){
  case 1:{
  if(u!==2)
  break
  m.string=r.stringVerify()
  continue
  }
  }
  r.skipType(u,q,t)
  if(!r.discardUnknown){
  util.makeProp(m,"$unknowns",false);
  (m.$unknowns||(m.$unknowns=[])).push(r.raw(s,r.pos))
  }
  }
  if(l!==undefined){
  if(r.pos!==c)
  throw RangeError("index out of range")
  r.len=l
  }
  if(z!==undefined)
  throw Error("missing end group")
  return m
},
  },
};
