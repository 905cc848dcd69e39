import Foundation

/// From the start of a process to its end, for commands that need no database.
enum StartupBenchmark {
  static func run(_ options: Options) throws {
    let program = options.program.path
    guard FileManager.default.isExecutableFile(atPath: program) else {
      Output.complain("startup: there is no \(program); run ‘make build’ first.")
      return
    }
    let scheme = PackageFiles.root.appending(path: "config/schemes/\(Shipped.name)").path
    let commands: [(String, [String])] = [
      ("yardstick.true", ["/bin/true"]),
      ("version", [program, "--version"]),
      ("calendar-holidays", [program, "calendar", "holidays", "--from", "2027"]),
      ("scheme-check", [program, "scheme", "check", scheme]),
    ]
    var samples: [String: [(wall: Double, processor: Double)]] = [:]
    // In turn, so that a slow moment of the machine meets all of them.
    for round in 0...(options.runs ?? 21) {
      for (name, command) in commands where options.wants("startup", name) {
        let taken = try milliseconds(command)
        if round > 0 { samples[name, default: []].append(taken) }
      }
    }
    for (name, _) in commands {
      let taken = samples[name] ?? []
      Output.report("startup", name, unit: "ms", taken.map(\.wall))
      Output.report("startup", name + ".cpu", unit: "ms", taken.map(\.processor))
    }
  }

  private static func milliseconds(_ command: [String]) throws -> (wall: Double, processor: Double)
  {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor: Int32 in [0, 1, 2] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    var status: Int32 = 0
    var usage = rusage()
    let taken = try Timing.seconds {
      var process: pid_t = 0
      guard posix_spawn(&process, command[0], &actions, nil, arguments, environ) == 0 else {
        throw BrokenBenchmark("\(command[0]) cannot be started.")
      }
      wait4(process, &status, 0, &usage)
    }
    guard status == 0 else {
      throw BrokenBenchmark("\(command.joined(separator: " ")) ended with \(status >> 8 & 255).")
    }
    func milliseconds(_ time: timeval) -> Double {
      Double(time.tv_sec) * 1000 + Double(time.tv_usec) / 1000
    }
    return (taken * 1000, milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime))
  }
}
