// The control side of the local Telegram.

export async function call(operation, args = {}, files = []) {
  const form = new FormData();
  form.append("json", JSON.stringify(args));
  files.forEach(({ file, photo }, number) => form.append(`${photo ? "photo" : "document"}${number}`, file, file.name));
  const response = await fetch(`/_telegram/${operation}`, { method: "POST", body: form });
  const answer = await response.json();
  if (answer.error) throw new Error(answer.error);
  return answer.result;
}

export const fileAddress = (id) => `/_telegram/file/${encodeURIComponent(id)}`;

// Calls `heard` for each event; `lost` tells whether the connection is down.
export function listen(heard, lost) {
  const source = new EventSource("/_telegram/stream");
  source.onmessage = (message) => heard(JSON.parse(message.data));
  source.onopen = () => lost(false);
  source.onerror = () => lost(true);
}
