"""How authors write the architecture document (seed 1, Document Structure 1)."""

from __future__ import annotations

from msgspec.structs import replace

from backend_spec.kind import Part, Sign
from backend_spec.kinds.common import titles
from backend_spec.kinds.common.titles import forms, listed
from backend_spec.model.architecture import Component, Connection, Responsibilities, Service
from backend_spec.model.page import Diagram
from backend_spec.reading import Shape

TITLES = listed(
    "Backend Architecture | System Architecture | Backend System Architecture Specification | Architecture | "
    "Architecture Overview | Architecture Specification | Software Architecture | Service Architecture | "
    "Microservice Architecture | Microservices Architecture | Backend Architecture Overview | "
    "System Architecture Overview | High-Level Architecture | System Design | Backend System Design | 系统架构 | "
    "后端架构 | 后端系统架构 | 架构设计 | 시스템 아키텍처 | 백엔드 아키텍처"
)
FILES = (
    "system_architecture.md",
    "backend_architecture.md",
    "backend_system_architecture.md",
    "architecture_overview.md",
    "system_design.md",
)

OVERVIEW = replace(titles.OVERVIEW, synonyms=(*titles.OVERVIEW.synonyms, "System Overview", "Architecture Overview"))
SERVICES = Part(
    "Services",
    listed(
        "Service List | Service Catalog | Service Catalogue | Service Inventory | Service Overview | "
        "Services Overview | Microservices | Core Services | Backend Services | System Services | Service Registry | "
        "Application Services | 服务 | 服务列表 | 微服务 | 서비스 | 서비스 목록"
    ),
    holds=(Sign(Service),),
)
INFRASTRUCTURE = Part(
    "Infrastructure",
    listed(
        "Infrastructure Components | Infrastructure Overview | Infrastructure Services | Data Layer | Data Stores | "
        "Data Stores and Infrastructure | Data & Messaging | Technology Stack | Tech Stack | Components | "
        "External Services | External Systems | External Dependencies | Third-Party Services | Dependencies | "
        "基础设施 | 基础架构 | 인프라 | 인프라스트럭처"
    ),
    holds=(Sign(Component),),
)
DIAGRAM = Part(
    "Architecture Diagram",
    listed(
        "System Diagram | System Architecture Diagram | Diagram | High-Level Diagram | High-Level Architecture | "
        "High-Level Architecture Diagram | Component Diagram | Service Diagram | System Context Diagram | Topology | "
        "架构图 | 系统架构图 | 아키텍처 다이어그램 | 시스템 구성도"
    ),
    like=r"\b(?:diagram|picture|topology|landscape|map)\b",
    holds=(Sign(Diagram, "content.type", "flowchart"),),
    asked=(Sign(Service),),
)
RESPONSIBILITIES = Part(
    "Service Responsibilities",
    listed(
        "Responsibilities | Service Details | Service Descriptions | Service Breakdown | Services in Detail | "
        "Responsibilities of Services | Responsibilities by Service | Responsibilities per Service | "
        "Roles and Responsibilities | Service Roles | 服务职责 | 职责 | 서비스 책임 | 서비스별 책임 | 서비스 역할"
    ),
    like=r"\bresponsibilit",
    holds=(Sign(Responsibilities),),
)
COMMUNICATION = Part(
    "Communication Patterns",
    listed(
        "Communication | Communications | Communication Matrix | Communication Pattern | Service Communication | "
        "Service-to-Service Communication | Inter-Service Communication | Interservice Communication | "
        "Communication Protocols | Communication Paths | Connections | Connectivity | Connection Matrix | "
        "Integration Patterns | Interactions | Service Interactions | Data Flow | Data Flows | "
        "Network Communication | Who Talks to Whom | Who Calls Whom | Traffic | Calls | Network Paths | "
        "Service Dependencies | 通信模式 | 通信方式 | 服务间通信 | 服务通信 | 调用关系 | 통신 패턴 | 통신 방식 | "
        "서비스 간 통신"
    ),
    like=r"\bwho (?:talks|speaks|calls)\b|\bcommunicat|\bconnections?\b|\btraffic\b|\bcalls? (?:graph|matrix)\b",
    holds=(Sign(Connection),),
    asked=(Sign(Service),),
)
SECURITY = Part(
    "Security Considerations",
    listed(
        "Security | Security Measures | Security Notes | Security Overview | 安全 | 安全考虑 | 보안 | 보안 고려사항"
    ),
    like=r"\bsecur",
    words=r"\bTLS\b|\bencrypt",
)
OUTLINE = (OVERVIEW, SERVICES, INFRASTRUCTURE, DIAGRAM, RESPONSIBILITIES, COMMUNICATION, SECURITY)

_TYPE = listed(
    "Type | Service Type | Kind | Protocol | Interface | API Type | Transport | Category | 类型 | 유형 | 타입"
)
_ROLE = listed(
    "Role | Responsibility | Responsibilities | Primary Responsibility | Description | Purpose | Function | "
    "Summary | Details | 角色 | 职责 | 描述 | 说明 | 역할 | 설명 | 책임"
)
_SERVICE = listed(
    "Service | Service Name | Services | Microservice | Microservice Name | Backend Service | 服务 | 服务名 | "
    "服务名称 | 서비스 | 서비스명 | 서비스 이름"
)

SERVICE_TABLE = Shape(
    "architecture.services",
    {
        "name": (*_SERVICE, "Name", "Component", "Module", "Application", "App", "名称", "이름"),
        "type": _TYPE,
        "role": _ROLE,
    },
    ("name",),
)
"""In a section about services, a table with names in it."""
SERVICE_TABLE_ANYWHERE = Shape(
    "architecture.services", {"name": _SERVICE, "role": _ROLE, "type": _TYPE}, ("name", "role")
)
"""In a document without such a section."""

COMPONENT_TABLE = Shape(
    "architecture.infrastructure",
    {
        "name": listed(
            "Component | Infrastructure | Infrastructure Component | Name | Resource | Store | Data Store | System | "
            "Dependency | External Service | Service | Provider | Layer | 组件 | 名称 | 구성 요소 | 구성요소 | "
            "컴포넌트 | 이름"
        ),
        "technology": listed(
            "Technology | Technologies | Tech | Tool | Product | Implementation | Software | Stack | Engine | Type | "
            "Provider | Vendor | 技术 | 技术选型 | 기술"
        ),
        "purpose": listed(
            "Purpose | Usage | Use | Used For | Role | Description | Responsibility | 用途 | 说明 | 용도 | 목적"
        ),
    },
    ("name",),
)
COMPONENT_TABLE_ANYWHERE = Shape(
    "architecture.infrastructure",
    {
        "name": ("Component", "Infrastructure", "Infrastructure Component", "Data Store", "组件", "구성 요소"),
        "technology": COMPONENT_TABLE.columns["technology"][:9],
        "purpose": COMPONENT_TABLE.columns["purpose"],
    },
    ("name", "technology"),
)

CONNECTION_TABLE = Shape(
    "architecture.communication",
    {
        "source": listed(
            "From | Source | Caller | Source Service | From Service | Client | Initiator | Origin | Sender | "
            "Producer | Consumer Service | Upstream | Service A | Who | From Component | 来源 | 源 | 调用方 | "
            "发起方 | 출발 | 송신 | 호출자 | 발신"
        ),
        "target": listed(
            "To | Target | Callee | Destination | Target Service | To Service | Server | Receiver | Provider | "
            "Consumer | Downstream | Service B | Whom | Talks To | Calls | To Component | "
            "目标 | 被调用方 | 目的 | 接收方 | 도착 | 수신 | 대상 | 피호출자"
        ),
        "protocol": listed(
            "Protocol | Protocols | Transport | Method | Type | Channel | Mechanism | Pattern | Via | Medium | "
            "Style | How | Over | Interface | Technology | Connection Type | 协议 | 方式 | 通信方式 | 프로토콜"
        ),
        "auth": listed(
            "Auth | Auth/Security | Auth / Security | Authentication | Authentication/Security | Security | "
            "Authorization | Auth Method | Auth Mechanism | Encryption | Authenticated By | Authenticated With | "
            "Authentication Method | Secured By | Secured With | Credentials | Trust | AuthN | "
            "认证 | 鉴权 | 认证方式 | 인증"
        ),
    },
    ("source", "target"),
)
ROUTE_TABLE = Shape(
    "architecture.routes",
    {
        "route": listed(
            "Connection | Path | Flow | Route | Direction | Communication | Interaction | From → To | Link"
        ),
        "protocol": CONNECTION_TABLE.columns["protocol"],
        "auth": CONNECTION_TABLE.columns["auth"],
    },
    ("route",),
)
"""Both ends in one cell, with an arrow between them."""

DUTY_TABLE = Shape(
    "architecture.responsibilities", {"name": SERVICE_TABLE.columns["name"], "role": _ROLE}, ("name", "role")
)

NAMES = {
    part.title: forms(part) for part in (SERVICES, INFRASTRUCTURE, DIAGRAM, RESPONSIBILITIES, COMMUNICATION, SECURITY)
}
"""By a part's title, all forms of it."""
