;; Decodes a module that was written as text. scripts/text.js contains the encoding, and states the reason for it.
;;
;; WebAssembly decodes the text immediately. At the start of a process, JavaScript would need milliseconds. The bytes overwrite the text.
(module
  (memory (export "memory") 1)
  ;; The bytes that are written as one character, each at the position of its character.
  (data (i32.const 0) "\00\01\02\03\04\05\06\07\08\09\0a\0b\0c\0d\0e\0f\10\11\12\14\18\1b\20\21\22\23\24\28\29\2c\2d\2e\2f\30\34\36\37\38\3a\40\41\42\45\46\47\49\5f\61\62\63\64\65\66\67\68\69\6a\6b\6c\6d\6e\6f\70\71\72\73\74\75\76\77\78\79\7f\80\81\84\88\90\98\a4\ad\b0\b8\c0\c1\d8\fc\fd\ff")
  ;; Returns the position of a character among the characters of the encoding, which does not use `"`, `<` and `\`.
  (func $place (param $at i32) (result i32)
    (local $character i32)
    (local.set $character (i32.load8_u (local.get $at)))
    (i32.sub
      (i32.sub (local.get $character) (i32.const 32))
      (i32.add
        (i32.gt_u (local.get $character) (i32.const 34))
        (i32.add
          (i32.gt_u (local.get $character) (i32.const 60))
          (i32.gt_u (local.get $character) (i32.const 92))))))
  ;; Decodes the text between two addresses, and returns the end of the bytes.
  (func (export "decode") (param $from i32) (param $end i32) (result i32)
    (local $to i32)
    (local $place i32)
    (local.set $to (local.get $from))
    (loop $next
      (if (i32.lt_u (local.get $from) (local.get $end))
        (then
          (local.set $place (call $place (local.get $from)))
          (if (i32.lt_u (local.get $place) (i32.const 89))
            (then (i32.store8 (local.get $to) (i32.load8_u (local.get $place))))
            (else
              (local.set $from (i32.add (local.get $from) (i32.const 1)))
              (i32.store8
                (local.get $to)
                (i32.add
                  (i32.mul (i32.sub (local.get $place) (i32.const 89)) (i32.const 92))
                  (call $place (local.get $from))))))
          (local.set $from (i32.add (local.get $from) (i32.const 1)))
          (local.set $to (i32.add (local.get $to) (i32.const 1)))
          (br $next))))
    (local.get $to)))
