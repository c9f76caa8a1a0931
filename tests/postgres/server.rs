//! A PostgreSQL server of our own: in a temporary folder, on a free loopback port, stopped when dropped.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use ::postgres::{Client, NoTls};

/// How long a server may take to answer.
const PATIENCE: Duration = Duration::from_mins(1);

/// The user that runs the server where the tests run as root, which PostgreSQL refuses to be.
const UNPRIVILEGED: [&str; 2] = ["postgres", "nobody"];

/// A running server.
pub(crate) struct Server {
    process: Child,
    port: u16,
    // Removed last: the server writes to it until it has ended.
    folder: tempfile::TempDir,
}

impl Server {
    /// Starts one; the reason in words where there is none to be had.
    pub(crate) fn start() -> Result<Self, String> {
        let programs = programs().ok_or("PostgreSQL is not installed")?;
        let folder = tempfile::tempdir().unwrap();
        let user = Account::to_run_as()?;
        user.own(folder.path());
        let data = folder.path().join("data");
        let made = user
            .command(&programs.join("initdb"))
            .arg("--pgdata")
            .arg(&data)
            .args(["--username=dateline", "--auth=trust", "--encoding=UTF8"])
            .args([
                "--locale-provider=icu",
                "--icu-locale=en-US",
                "--locale=C.UTF-8",
            ])
            .args(["--no-sync"])
            .output()
            .map_err(|error| format!("initdb cannot be run as another user: {error}"))?;
        assert!(
            made.status.success(),
            "initdb: {}",
            String::from_utf8_lossy(&made.stderr)
        );
        let port = free_port();
        let process = user
            .command(&programs.join("postgres"))
            .arg("-D")
            .arg(&data)
            .args(["-p", &port.to_string()])
            .args(["-c", "listen_addresses=127.0.0.1"])
            .args(["-c", "unix_socket_directories="])
            .args(["-c", "fsync=off", "-c", "full_page_writes=off"])
            .args(["-c", "synchronous_commit=off", "-c", "jit=off"])
            .stdout(Stdio::null())
            .stderr(fs::File::create(folder.path().join("log")).unwrap())
            .spawn()
            .unwrap();
        let mut server = Self {
            process,
            port,
            folder,
        };
        server.wait();
        Ok(server)
    }

    fn wait(&mut self) {
        let end = Instant::now() + PATIENCE;
        loop {
            match self.try_connect("postgres") {
                Ok(_) => return,
                Err(error) => {
                    let ended = self.process.try_wait().unwrap();
                    let log = fs::read_to_string(self.folder.path().join("log"));
                    assert!(
                        ended.is_none() && Instant::now() < end,
                        "the server does not answer: {error}\n{}",
                        log.unwrap_or_default()
                    );
                }
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn try_connect(&self, database: &str) -> Result<Client, ::postgres::Error> {
        ::postgres::Config::new()
            .host("127.0.0.1")
            .port(self.port)
            .user("dateline")
            .dbname(database)
            .connect(NoTls)
    }

    /// A connection to a new, empty database.
    pub(crate) fn database(&self, name: &str) -> Client {
        let mut client = self.try_connect("postgres").unwrap();
        client
            .batch_execute(&format!("CREATE DATABASE {name}"))
            .unwrap();
        self.try_connect(name).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The signal by which it ends its sessions and closes its files.
        let process = self.process.id().to_string();
        let asked = Command::new("kill").args(["-INT", &process]).status();
        if !asked.is_ok_and(|status| status.success()) {
            let _ = self.process.kill();
        }
        let _ = self.process.wait();
    }
}

/// The folder of `initdb` and `postgres`: the newest that Debian installs, else where the shell finds them.
fn programs() -> Option<PathBuf> {
    let version = |folder: &PathBuf| {
        let name = folder.file_name()?.to_str()?;
        name.parse::<u32>().ok()
    };
    let installed = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let mut folders: Vec<PathBuf> = installed.flatten().map(|entry| entry.path()).collect();
    folders.sort_by_key(|folder| std::cmp::Reverse(version(folder)));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let known = folders.into_iter().map(|folder| folder.join("bin"));
    known
        .chain(std::env::split_paths(&path))
        .find(|folder| folder.join("initdb").exists() && folder.join("postgres").exists())
}

/// A port that was free a moment ago.
fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    listener.local_addr().unwrap().port()
}

/// Who runs the server: whoever runs the tests, unless that is root.
enum Account {
    Own,
    Other { user: u32, group: u32 },
}

impl Account {
    fn to_run_as() -> Result<Self, String> {
        if number("-u", None) != Some(0) {
            return Ok(Self::Own);
        }
        UNPRIVILEGED
            .iter()
            .find_map(|name| {
                let user = number("-u", Some(name))?;
                let group = number("-g", Some(name))?;
                Some(Self::Other { user, group })
            })
            .ok_or_else(|| "there is no user but root to run PostgreSQL as".to_owned())
    }

    fn own(&self, folder: &Path) {
        if let Self::Other { user, group } = self {
            chown(folder, Some(*user), Some(*group)).unwrap();
        }
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir("/")
            .env_remove("PGDATA")
            .env("LC_ALL", "C.UTF-8");
        if let Self::Other { user, group } = self {
            command.uid(*user).gid(*group);
        }
        command
    }
}

/// The number of a user or group, as `id` tells it.
fn number(what: &str, name: Option<&str>) -> Option<u32> {
    let output = Command::new("id").arg(what).args(name).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.trim().parse().ok()
}
