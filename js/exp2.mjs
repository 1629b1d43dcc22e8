import { Verifier, schemes } from "hookward";
const v=new Verifier({scheme:'gilbert',secret:'x',maxBodyBytes:2**40});
const small=new Verifier({scheme:'gilbert',secret:'x'});
const h={'x-gilbert-signature':'a'.repeat(64)};
for (const n of [2**31+10, 2**32+10]) {
try{console.log(v.check({headers:h,body:new Uint8Array(n)}))}catch(e){console.log(n,e.name,e.message.slice(0,100))}
try{console.log(small.check({headers:h,body:'x'}).code)}catch(e){console.log('after',e.name,e.message.slice(0,100))}
}
