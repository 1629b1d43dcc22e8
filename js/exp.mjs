import { Verifier, schemes } from "hookward";
const t=(o)=>{try{const v=new Verifier(o);console.log('OK')}catch(e){console.log(e.name,e.code,e.field??e.option??e.index??e.id,JSON.stringify(e.fault),'|',e.message)}};
t({secret:'x'});t({scheme:null,secret:'x'});t({scheme:7,secret:'x'});t({scheme:{},secret:'x'});t({scheme:[],secret:'x'});
t({scheme:{...schemes.gilbert,secret:'s3cret-value'},secret:'x'});
t({scheme:{...schemes.gilbert,tolerance:60},secret:'x'});
t({scheme:{...schemes.smarterbot},secret:'x'});
t({scheme:'gilbert',secret:12345});t({scheme:'gilbert',secret:undefined});t({scheme:'gilbert'});t({scheme:'gilbert',secret:null});t({scheme:'gilbert',secrets:['a',undefined]});t({scheme:'gilbert',secrets:'abc'});t({scheme:'gilbert',secrets:[]});
t({scheme:'gilbert',secret:new Uint8Array(0)});t({scheme:'gilbert',secret:new ArrayBuffer(4)});
for(const x of [NaN,-1,0,Infinity,'10',1.5,null,2**53,5e9,10n]) {t({scheme:'smarterbot',secret:'x',tolerance:x});t({scheme:'smarterbot',secret:'x',maxBodyBytes:x});}
t({scheme:'gilbert',secret:'x',reserialize:'no'});t({scheme:'gilbert',secret:'x',reserialize:true});t({scheme:'gilbert',secret:'x',tolerence:1});
t(undefined);t('x');t([]);
t({scheme:{...schemes.gilbert,signature:{header:'x',syntax:{prefixed:'x',plain:1},encoding:'hex'}},secret:'x'});
const v=new Verifier({scheme:'gilbert',secret:'x'});
for (const b of [undefined,null,{},[],5,new Date,new String('x'),new Blob(['a']),Symbol(),()=>1]) try{v.check({headers:{},body:b});console.log('ok',b)}catch(e){console.log(e.name,e.message.slice(0,100))}
