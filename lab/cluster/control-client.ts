import { request } from "node:http";

/** Sends one order to a lab's supervisor and waits until it is carried out; throws with the supervisor's reason. */
export function orderSupervisor(socket: string, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request({ socketPath: socket, path, method: "POST" }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (piece: string) => (text += piece));
      answer.on("end", () => (answer.statusCode === 204 ? resolve() : reject(new Error(text))));
    });
    sent.on("error", reject);
    sent.end();
  });
}
