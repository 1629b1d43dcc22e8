// Records in which the body of the receiver differs from the signed body.

import { DAMAGED } from "./damaged.js";
import { named } from "./forms.js";
import { PAYLOADS, SECRETS } from "./payloads.js";
import { RESERIALIZED } from "./reserialized.js";
import { deliver } from "./sign.js";

/** Applies the named forms to a body, one after another. Returns the body, the tools and the commands. */
export async function through(names, body) {
  let made = body;
  const tools = [];
  const commands = [];
  for (const form of (names ?? []).map(named)) {
    tools.push(form.tool());
    commands.push(form.command);
    made = Buffer.from(await form.make(made));
  }
  return { body: made, tools, commands };
}

export const bodies = Object.entries({ ...RESERIALIZED, ...DAMAGED }).map(([id, given]) => ({
  id,
  make: async () => {
    const { scheme, signed, held, text, parsed, code, options, why, or, proven = true } = given;
    const value = parsed ?? given.payload ?? PAYLOADS[scheme];
    const provider = await through(signed, Buffer.from(text ?? JSON.stringify(value)));
    const receiver = await through(held, parsed === undefined ? provider.body : Buffer.from(JSON.stringify(parsed)));
    const secret = SECRETS[scheme];
    const sent = deliver(scheme, { body: provider.body, secret });
    return {
      scheme,
      why: why ?? message(provider.commands, receiver.commands),
      madeBy: {
        tools: [...new Set([...provider.tools, ...receiver.tools])],
        signed: provider.commands,
        held: receiver.commands,
      },
      sent: { ...sent, secret },
      received: { body: receiver.body, options },
      expect: { code, or, subject: "body", proven },
    };
  },
}));

const message = (signed, held) =>
  `${signed.length > 0 ? `signed as \`${signed.join("`, `")}\` writes it` : "signed as the provider wrote it"}; held as \`${held.join("`, `")}\` leaves it`;
