import CLibpq
import Glibc

/// Runs a program to its end and collects what it wrote.
enum ChildProcess {
  struct Ending {
    let status: Int32
    /// Standard output and standard error, mixed.
    let output: String
  }

  /// Runs in `/` with a bare environment (the server's programs listen to many variables) and no input.
  /// Nil where the program cannot be started.
  static func run(_ arguments: [String]) -> Ending? {
    var pipe: [Int32] = [-1, -1]
    guard let program = arguments.first, pipe2(&pipe, O_CLOEXEC) == 0 else { return nil }
    defer { close(pipe[0]) }
    guard let process = spawn(program, arguments, output: pipe[1]) else {
      close(pipe[1])
      return nil
    }
    close(pipe[1])
    let output = readAll(pipe[0])
    var status: Int32 = 0
    while waitpid(process, &status, 0) == -1 && errno == EINTR {}
    let exited = status & 0x7f == 0
    return Ending(
      status: exited ? (status >> 8) & 0xff : 128 + (status & 0x7f),
      output: String(decoding: output, as: UTF8.self))
  }

  /// Starts a program that outlives this call and whose input ends when this process ends, however
  /// it ends.
  static func startWatcher(_ arguments: [String]) -> Bool {
    var pipe: [Int32] = [-1, -1]
    guard let program = arguments.first, pipe2(&pipe, O_CLOEXEC) == 0 else { return false }
    let process = spawn(program, arguments, input: pipe[0], output: nil)
    close(pipe[0])
    return process != nil
  }

  /// With neither input nor output these are `/dev/null`.
  private static func spawn(
    _ program: String, _ arguments: [String], input: Int32? = nil, output: Int32?
  ) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input {
      posix_spawn_file_actions_adddup2(&actions, input, 0)
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    }
    if let output {
      posix_spawn_file_actions_adddup2(&actions, output, 1)
      posix_spawn_file_actions_adddup2(&actions, output, 2)
    } else {
      posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
      posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    }
    posix_spawn_file_actions_addchdir_np(&actions, "/")
    let environment = ["PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL=C", "HOME=/"]
    var process = pid_t()
    let status = withCStrings(arguments) { argv in
      withCStrings(environment) { envp -> Int32 in
        guard let argv = argv.mutable, let envp = envp.mutable else { return EINVAL }
        return posix_spawn(&process, program, &actions, nil, argv, envp)
      }
    }
    return status == 0 ? process : nil
  }

  private static func readAll(_ descriptor: Int32) -> [UInt8] {
    var collected: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count > 0 { collected.append(contentsOf: buffer[..<count]) }
      if count == 0 || (count < 0 && errno != EINTR) { return collected }
    }
  }
}

extension Optional where Wrapped == UnsafePointer<UnsafePointer<CChar>?> {
  /// The same strings in the type that `posix_spawn` declares; it does not change them.
  fileprivate var mutable: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
    map { pointer in
      UnsafeMutableRawPointer(mutating: UnsafeRawPointer(pointer))
        .assumingMemoryBound(to: UnsafeMutablePointer<CChar>?.self)
    }
  }
}
