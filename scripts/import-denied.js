/** For `pnpm matrix`: prints why the natives cannot be imported, and ends with 3 then. */
import("@ferrotype/natives/fs").then(
  () => console.log("it was imported"),
  (error) => {
    console.log(error.code, error.help);
    process.exitCode = 3;
  },
);
