"use client";

import * as hookward from "hookward";
import * as adapter from "hookward/fetch";
import { useEffect } from "react";

import { files } from "../../../../build/vectors.js";
import { check } from "../../../../common/check.js";

export default function Page() {
  useEffect(() => {
    check({ hookward, adapter }, files).then((report) => {
      const body = JSON.stringify(report);
      return fetch(new URLSearchParams(location.search).get("report"), { method: "POST", mode: "no-cors", body });
    });
  }, []);
  return <p>hookward</p>;
}
